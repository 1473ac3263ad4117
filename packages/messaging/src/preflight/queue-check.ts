import { durationWords } from '../history/duration-words.js';
import type { ExpectedSend } from '../model/preflight.js';
import { expectSend, segmentsWords, whenAffordable } from '../pacing/expect-send.js';
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
  const wait = durationWords(empty.getTime() - at.getTime());
  const reason = `${sender.name} has too much waiting: ${segmentsWords(waitingSegments)} or more, which take about ${wait} to go out. Choose another sender, send this later, or try again when some of them have gone.`;
  return {
    blocker: { code: 'sender_queue_full', reason, until: empty.toISOString(), field: 'from' },
    expectedSend: null,
  };
}
