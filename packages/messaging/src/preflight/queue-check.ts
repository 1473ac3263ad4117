import type { ExpectedSend } from '../model/preflight.js';
import { expectSend, segmentsWords, whenAffordable, worthTellingMs } from '../pacing/expect-send.js';
import { durationWords } from '../time/duration-words.js';
import type { Facts } from './facts.js';
import type { Blocker, Gathered } from './gathered.js';

export interface QueueCheck {
  readonly blocker: Blocker | null;
  /** `null`: at once, or nobody can say. */
  readonly expectedSend: ExpectedSend | null;
}

/** Whether the queue of a sender with a pace takes the message, and when it goes out. Pure. */
export function checkQueue({ sender, queue, text }: Gathered, { waitingSegments }: Facts): QueueCheck {
  if (!sender || !queue) return { blocker: null, expectedSend: null };
  const { pace, ahead, at } = queue;
  if (sender.queueLimit === null || waitingSegments === null || waitingSegments < sender.queueLimit) {
    return { blocker: null, expectedSend: expectSend({ name: sender.name, pace }, ahead, text.segments, at) };
  }
  const empty = whenAffordable(ahead.bucket, pace, waitingSegments, 1);
  const ms = empty.getTime() - at.getTime();
  // What could go at once and has not is held up by something else, of which nobody knows when it ends.
  const known = ms >= worthTellingMs;
  const wait = known ? `, which take about ${durationWords(ms)} to go out` : '';
  const reason = `${sender.name} has too much waiting: ${segmentsWords(waitingSegments)} or more${wait}. Choose another sender, send this later, or try again when some of them have gone.`;
  const until = known ? { until: empty.toISOString() } : {};
  return { blocker: { code: 'sender_queue_full', reason, ...until, field: 'from' }, expectedSend: null };
}
