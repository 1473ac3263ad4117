import type { StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { notify } from '../notifications/notify.js';
import type { Decision } from '../preflight/decide.js';
import type { Facts } from '../preflight/facts.js';
import type { Gathered } from '../preflight/gathered.js';

/** The assignee of what was closed or appended to is told, unless it is the agent who sent. */
export async function tellAssignees(
  transaction: StoreTransaction,
  live: LiveEventBus,
  { plan }: Pick<Decision, 'plan'>,
  gathered: Pick<Gathered, 'agent'>,
  facts: Pick<Facts, 'conversations'>,
  at: Date,
): Promise<void> {
  const { agent } = gathered;
  const ended = plan?.action === 'create' ? plan.closes : [];
  for (const conversation of facts.conversations) {
    const { id, number, assignedTo, liveGroup } = conversation;
    if (assignedTo === null || assignedTo.id === agent.id) continue;
    const told = { userId: assignedTo.id, interactionId: id, at };
    const end = ended.find((one) => one.id === id);
    if (end?.reason === 'recipient_reassigned') {
      const body = `${agent.name} wrote to another customer at the address of ${number}, so the conversation was closed.`;
      await notify(transaction, live, { ...told, kind: 'conversation_closed', body });
    } else if (end) {
      const body = `${agent.name} took over from ${number}, so the conversation was closed.`;
      await notify(transaction, live, { ...told, kind: 'conversation_taken', body });
    } else if (plan?.action === 'append' && plan.conversation === id) {
      const joined = !liveGroup.some((member) => member.id === agent.id);
      const body = joined
        ? `${agent.name} joined your conversation ${number} and wrote a message.`
        : `${agent.name} wrote a message in your conversation ${number}.`;
      await notify(transaction, live, { ...told, kind: 'agent_joined', body });
    }
  }
}
