import type { StoryChapter } from '../model/story.js';
import { isOutboundState, type MessageProgress, projectProgress, type Sighting } from '../receipts/message-progress.js';
import { provedByReceipt } from '../receipts/sightings-of.js';
import { durationWords } from '../time/duration-words.js';
import type { MessageFacts, ReceiptFacts } from './story-facts.js';

/** A report that took longer than this from the carrier to us came late. Milliseconds. */
const promptMs = 60_000;
/** Clocks differ by this much without anybody minding. Milliseconds. */
const skewMs = 5_000;

const reported: Readonly<Record<string, (it: string) => string>> = {
  queued: (it) => `that it had taken ${it}`,
  sending: (it) => `that it was sending ${it}`,
  sent: (it) => `that it had sent ${it} on`,
  failed: (it) => `that it had not sent ${it}`,
  undelivered: (it) => `that ${it} could not be delivered`,
  delivered: (it) => `that ${it} was delivered`,
  read: (it) => `that ${it} was read`,
};

const known: Readonly<Record<string, string>> = {
  queued: 'waiting',
  sending: 'on its way',
  unknown: 'of unknown outcome',
  sent: 'sent',
  failed: 'failed',
  undelivered: 'undeliverable',
  delivered: 'delivered',
  read: 'read',
};

/**
 * What the carrier reported, in the order in which it reached us, and what each report changed: the visible state is where the highest rank
 * puts it, so a report can come too late to change anything.
 */
export function tellReceipts(message: MessageFacts, it: string): StoryChapter[] {
  const chapters: StoryChapter[] = [];
  const receipts: Sighting[] = [];
  for (const receipt of message.receipts) {
    const seen = [...endsBy(message, receipt.receivedAt), ...receipts];
    const sighting = toSighting(receipt);
    chapters.push(
      tellReceipt(message, receipt, {
        it,
        before: project(seen),
        after: project([...seen, sighting]),
        earlier: message.receipts.slice(0, chapters.length),
      }),
    );
    receipts.push(sighting);
  }
  return chapters;
}

interface Effect {
  readonly it: string;
  readonly before: MessageProgress | null;
  readonly after: MessageProgress | null;
  /** Reports that came before. */
  readonly earlier: readonly ReceiptFacts[];
}

function tellReceipt(message: MessageFacts, receipt: ReceiptFacts, change: Effect): StoryChapter {
  const { it, before, after } = change;
  const gap = receipt.receivedAt.getTime() - receipt.carrierTime.getTime();
  const changed = message.state !== 'canceled' && before?.state !== after?.state;
  const bad = receipt.state === 'failed' || receipt.state === 'undelivered';
  const why = receipt.reason === null ? '.' : `: ${receipt.reason}`;
  return {
    at: receipt.receivedAt.toISOString(),
    actor: { kind: 'carrier', name: 'Carrier' },
    kind: 'receipt',
    tone: changed ? (bad ? 'bad' : 'good') : 'plain',
    sentence: `The carrier reported ${reported[receipt.state]?.(it) ?? receipt.state}${why}${effect(message, receipt, change)}${lateness(gap)}`,
    details: [
      { label: "Carrier's time", value: receipt.carrierTime.toISOString() },
      { label: 'Reached us', value: receipt.receivedAt.toISOString() },
      ...(receipt.code === null ? [] : [{ label: 'Code', value: receipt.code }]),
      { label: 'Changed the state', value: changed ? `yes, to ${known[after?.state ?? ''] ?? receipt.state}` : 'no' },
    ],
    message: message.id,
  };
}

/** What the report did, where it did not simply move the message on. */
function effect(message: MessageFacts, receipt: ReceiptFacts, { before, after, earlier }: Effect): string {
  if (message.state === 'canceled') return ' The message had been cancelled here, so this is kept for the record only.';
  if (before?.state === 'unknown' && after?.state !== 'unknown') return ' So the message did go out.';
  if (before === null || before.state !== after?.state) return '';
  if (before.state !== receipt.state)
    return ` The message was known to be ${known[before.state]} already, so nothing changed.`;
  if (!earlier.some(({ state }) => state === receipt.state)) return '';
  const isSame = before.code === after.code && before.reason === after.reason;
  return isSame
    ? ' This was known already, so nothing changed.'
    : ' It is the earlier of two such reports, so its reason counts.';
}

function lateness(gap: number): string {
  if (gap > promptMs) return ` The report was ${durationWords(gap)} on its way to us.`;
  return gap < -skewMs ? ` By the carrier's clock, which is ${durationWords(-gap)} ahead of ours.` : '';
}

/** What the attempts said of the message at a moment. */
function endsBy({ attempts }: MessageFacts, moment: Date): Sighting[] {
  return attempts.flatMap((attempt) => {
    const sighting = sightingOf(attempt);
    const isSettled = attempt.outcome === 'unknown' && attempt.settledAt !== null && attempt.settledAt <= moment;
    return sighting && sighting.at <= moment && !isSettled ? [sighting] : [];
  });
}

function sightingOf({ attempt, outcome, endedAt, code, reason }: MessageFacts['attempts'][number]): Sighting | null {
  if (endedAt === null || outcome === null || outcome === 'not_sent' || code === provedByReceipt) return null;
  const state = ({ accepted: 'sent', rejected: 'failed', unknown: 'unknown' } as const)[outcome];
  return { state, at: endedAt, eventId: `attempt-${attempt}`, code, reason };
}

function toSighting({ state, carrierTime, eventId, code, reason }: ReceiptFacts): Sighting {
  if (!isOutboundState(state)) throw new Error(`A receipt says "${state}".`);
  return { state, at: carrierTime, eventId, code, reason };
}

function project(sightings: readonly Sighting[]): MessageProgress | null {
  const [first, ...others] = sightings;
  return first ? projectProgress([first, ...others]) : null;
}
