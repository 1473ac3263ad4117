import type { ExpectedSend } from '../model/preflight.js';
import { durationWords } from '../time/duration-words.js';
import type { QueueAhead } from './queue-ahead.js';
import { type Bucket, type BucketRate, msUntilAffordable, spend } from './token-bucket.js';

/** Milliseconds: whoever waits less than this does not wait. */
export const worthTellingMs = 1_000;

/** When the bucket pays for a message of that length, after so many segments have gone before it. */
export function whenAffordable(bucket: Bucket, pace: BucketRate, ahead: number, segments: number): Date {
  return new Date(bucket.filledAt.getTime() + msUntilAffordable(spend(bucket, ahead), pace, segments));
}

/**
 * When a message is expected to go out that is queued now; `null`: at once. It supposes that the carrier takes everything, that nobody who has
 * nothing waiting writes meanwhile, and that nothing waits for an earlier message of its own conversation. Pure.
 */
export function expectSend(
  sender: { readonly name: string; readonly pace: BucketRate },
  ahead: QueueAhead,
  segments: number,
  now: Date,
): ExpectedSend | null {
  const at = whenAffordable(ahead.bucket, sender.pace, ahead.segments, Math.max(1, segments));
  const ms = at.getTime() - now.getTime();
  if (ms < worthTellingMs) return null;
  return {
    at: at.toISOString(),
    precision: ahead.complete ? 'about' : 'not_before',
    segmentsAhead: ahead.segments,
    explanation: words(sender, ahead, ms),
  };
}

function words(
  { name, pace }: { name: string; pace: BucketRate },
  { segments, complete }: QueueAhead,
  ms: number,
): string {
  const wait = durationWords(ms);
  const goes = complete ? `It is expected to go out in about ${wait}` : `It will not go out within the next ${wait}`;
  const because =
    segments === 0
      ? ''
      : `${complete ? '' : 'more than '}${segmentsWords(segments)} ${segments === 1 ? 'goes' : 'go'} first, and `;
  return `${goes}: ${because}${name} sends ${paceWords(pace)}.`;
}

/** "3 message segments" */
export function segmentsWords(segments: number): string {
  return `${segments.toLocaleString('en')} message ${segments === 1 ? 'segment' : 'segments'}`;
}

/** "10 segments a second", "one segment every 20 seconds" */
function paceWords({ segmentsPerSecond }: BucketRate): string {
  if (segmentsPerSecond < 1) return `one segment every ${durationWords(1_000 / segmentsPerSecond)}`;
  const amount = segmentsPerSecond.toLocaleString('en', { maximumFractionDigits: 1 });
  return `${amount} ${amount === '1' ? 'segment' : 'segments'} a second`;
}
