import type { Interaction } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { integer, text, time } from './answer-parts.js';
import { closedObject } from './closed-object.js';
import { CloseReasonSchema, InteractionStateSchema, InteractionTypeSchema } from './interaction-words.js';
import { nullable } from './nullable.js';
import { PersonSummarySchema } from './person-summary-schema.js';
import { RelatedRecordAnswerSchema } from './related-record-answer-schema.js';
import { schemaOf } from './schema-of.js';

const conversation = closedObject(
  {
    channel: text(),
    senderId: text(),
    senderAddress: text(),
    senderName: text(),
    recipientId: text(),
    guest: Type.Boolean(),
    source: nullable(closedObject({ number: text(), type: InteractionTypeSchema })),
    context: nullable(closedObject({ number: text() })),
    lastInboundAt: nullable(time()),
    lastOutboundAt: nullable(time()),
  },
  { title: 'ConversationDetails' },
);

const report = closedObject(
  {
    collected: Type.Array(closedObject({ label: text(), value: text() })),
    stopped: nullable(
      closedObject({
        why: Type.Enum(['handed_off', 'taken_over_by_agent', 'recipient_reassigned', 'opted_out', 'failed', 'closed']),
        reason: nullable(text()),
        at: time(),
      }),
    ),
  },
  { title: 'VirtualAgentReport' },
);

const closedBy = closedObject(
  {
    person: nullable(PersonSummarySchema),
    followUp: nullable(
      closedObject({
        rule: text(),
        when: Type.Enum(['customer_unanswered', 'agent_unanswered']),
        afterMs: integer(),
      }),
    ),
  },
  { title: 'ClosedBy' },
);

export const InteractionSchema = schemaOf<Interaction>()(
  closedObject(
    {
      id: text(),
      number: text(),
      type: InteractionTypeSchema,
      state: InteractionStateSchema,
      shortDescription: nullable(text()),
      consumer: nullable(PersonSummarySchema),
      contact: nullable(PersonSummarySchema),
      openedFor: nullable(PersonSummarySchema),
      assignedTo: nullable(PersonSummarySchema),
      relatedRecord: nullable(RelatedRecordAnswerSchema),
      conversation: nullable(conversation),
      virtualAgent: Type.Boolean(),
      virtualAgentReport: nullable(report),
      liveGroup: Type.Array(PersonSummarySchema),
      closeReason: nullable(CloseReasonSchema),
      closedBy: nullable(closedBy),
      version: integer(),
      openedAt: time(),
      updatedAt: time(),
      closedAt: nullable(time()),
      compose: closedObject({ offered: Type.Boolean(), code: nullable(text()), reason: nullable(text()) }),
    },
    { title: 'Interaction' },
  ),
);
