import type { Preflight } from '../api/types.js';

/** What an agent has agreed to by looking at a preflight: who, where, and what happens to which conversation. Not the text. */
export function planMeaning({ person, recipient, sender, plan, warnings, sendAt }: Preflight): string {
  return JSON.stringify([
    person?.source,
    person?.id,
    recipient?.recipientId,
    sender?.id,
    // The day and the time are the agent's own words, like the text; what the server made of them is not.
    sendAt && [sendAt.recipientZone, sendAt.note],
    plan && [
      plan.row,
      plan.appendsTo,
      plan.closes.map(({ number, queuedMessages }) => [number, queuedMessages]),
      plan.profile.action,
      plan.profile.previousUser?.id,
      plan.assignedTo?.id,
      plan.joinsLiveGroup,
    ],
    warnings.map(({ code }) => code),
  ]);
}
