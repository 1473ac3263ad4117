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
    const what = `${messages.queued === 1 ? 'One message waits; it' : `${messages.queued} messages wait; the oldest`} could have gone ${Math.round(oldestDueSeconds)} seconds ago.`;
    found.push(warning('work', what, 'See whether a server runs, and what its log says of the carrier.'));
  }
  if (messages.unknown > 0) {
    found.push(
      warning(
        'work',
        messages.unknown === 1
          ? 'Of one message it is not known whether the carrier has it.'
          : `Of ${messages.unknown} messages it is not known whether the carrier has them.`,
        'They are looked up by themselves; what cannot be found out is shown to agents.',
      ),
    );
  }
  if (carrierEvents.parked > 0) {
    found.push(
      warning(
        'work',
        carrierEvents.parked === 1
          ? 'One carrier event is parked.'
          : `${carrierEvents.parked} carrier events are parked.`,
        'An admin replays or discards what is parked under Carrier events.',
      ),
    );
  }
  if (scheduledMessages.needsAttention > 0) {
    found.push(
      warning(
        'work',
        scheduledMessages.needsAttention === 1
          ? 'One scheduled message needs attention.'
          : `${scheduledMessages.needsAttention} scheduled messages need attention.`,
        'Whoever scheduled them was told.',
      ),
    );
  }
  return found.length > 0 ? found : [ok('work', 'Nothing waits for a person.')];
}
