import { webhookProblemCodes } from '../webhooks/webhook-problem.js';
import { anything, flag, list, number, object, oneOf, type Shape, text } from './shape-reader.js';

const states = oneOf('new', 'work_in_progress', 'on_hold', 'wrap_up', 'closed_complete', 'closed_abandoned');
const closeReasons = oneOf('agent_ended', 'no_response', 'recipient_reassigned', 'taken_over_by_agent', 'auto_closed');

const user = object(
  { key: text, name: text, kind: oneOf('agent', 'consumer', 'contact', 'user') },
  {
    username: text,
    roles: list(oneOf('agent_workspace_user', 'admin')),
    phones: list(object({ label: text, number: text }, { country: text })),
    email: text,
    country: text,
    location: text,
    timeZone: text,
    language: text,
    active: flag,
  },
);

const interaction = object(
  { type: oneOf('phone', 'chat', 'email', 'walk_in', 'other'), state: states, openedMinutesAgo: number },
  {
    key: text,
    shortDescription: text,
    consumer: text,
    contact: text,
    openedFor: text,
    assignedTo: text,
    relatedRecord: object({ table: text, id: text }, { label: text, url: text }),
    updatedMinutesAgo: number,
    closedMinutesAgo: number,
    closeReason: closeReasons,
  },
);

const message = object(
  { direction: oneOf('inbound', 'outbound'), body: text, minutesAgo: number },
  {
    author: text,
    state: oneOf('sent', 'delivered', 'read', 'failed', 'undelivered', 'unknown', 'canceled'),
    cause: object({ code: text }, { reason: text }),
  },
);

const conversation = object(
  { channel: text, plugin: text, sender: text, recipientId: text, openedMinutesAgo: number },
  {
    key: text,
    user: text,
    virtualAgent: flag,
    virtualAgentSession: object(
      { plugin: text, contribution: text },
      { state: anything, collected: list(object({ label: text, value: text })) },
    ),
    assignedTo: text,
    liveGroup: list(text),
    state: states,
    shortDescription: text,
    from: text,
    closedMinutesAgo: number,
    closeReason: closeReasons,
    closedByFollowUp: object({
      rule: text,
      when: oneOf('customer_unanswered', 'agent_unanswered'),
      afterMinutes: number,
    }),
    messages: list(message),
  },
);

/** The form of `DemoData`. */
export const demoShape: Shape = object(
  { users: list(user) },
  {
    interactions: list(interaction),
    conversations: list(conversation),
    profiles: list(object({ channel: text, recipientId: text }, { user: text })),
    scheduled: list(
      object(
        {
          interaction: text,
          agent: text,
          channel: text,
          sender: text,
          recipientId: text,
          user: text,
          body: text,
          minutes: number,
        },
        { cause: object({ code: text, reason: text }) },
      ),
    ),
    carrierEvents: list(
      object(
        {
          plugin: text,
          contribution: text,
          path: text,
          content: anything,
          problem: oneOf(...webhookProblemCodes),
          minutesAgo: number,
        },
        {},
      ),
    ),
    guide: list(object({ situation: text, title: text, text, interaction: text })),
  },
);
