import type { Backlog } from '@hailpoint/messaging';
import { type Finding, ok, warning } from './finding.js';

/** A message that may go, and has not gone for so long. Seconds. */
const longWait = 60;

/** What waits for the workers, or for a person. */
export function checkWork({
  messages,
  oldestDueSeconds,
  carrierEvents,
  scheduledMessages,
}: Backlog): readonly Finding[] {
  const found: Finding[] = [];
  if (oldestDueSeconds > longWait) {
    const what = `${messages.queued} messages wait; the oldest could have gone ${Math.round(oldestDueSeconds)} seconds ago.`;
    found.push(warning('work', what, 'See whether a server runs, and what its log says of the carrier.'));
  }
  if (messages.unknown > 0) {
    found.push(
      warning(
        'work',
        `Of ${messages.unknown} messages it is not known whether the carrier has them.`,
        'They are looked up by themselves; what cannot be found out is shown to agents.',
      ),
    );
  }
  if (carrierEvents.parked > 0) {
    found.push(
      warning(
        'work',
        `${carrierEvents.parked} events of carriers are parked.`,
        'Look at them under Carrier events, and replay or discard them.',
      ),
    );
  }
  if (scheduledMessages.needsAttention > 0) {
    found.push(
      warning(
        'work',
        `${scheduledMessages.needsAttention} scheduled messages need attention.`,
        'Whoever scheduled them was told.',
      ),
    );
  }
  return found.length > 0 ? found : [ok('work', 'Nothing waits for a person.')];
}
