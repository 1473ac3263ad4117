import { whyCanceled } from '../send/why-canceled.js';
import type { HandedOn } from './lock-message.js';
import type { Sighting } from './message-progress.js';

/** One attempt, as its row says. */
export interface AttemptFact {
  readonly attempt: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** `null`: it is under way. */
  readonly outcome: 'accepted' | 'rejected' | 'not_sent' | 'unknown' | null;
  readonly code: string | null;
  readonly reason: string | null;
  /** Why an unknown outcome no longer stands in the way of another attempt. */
  readonly settled: 'absent' | 'resent' | null;
  readonly settledAt: Date | null;
}

/** Everything that is kept of a message and says where it is. */
export interface MessageFacts {
  /** Of the message itself; counts where attempts and receipts do not explain it. */
  readonly present: Sighting;
  /** In their order. */
  readonly attempts: readonly AttemptFact[];
  readonly receipts: readonly Sighting[];
  readonly handedOn: HandedOn | null;
}

/** Code of an attempt that a receipt ended, because nobody else would have. The receipt says what there is to say. */
export const provedByReceipt = 'proved_by_receipt';

/** What was seen of a message, out of the rows alone: the same rows give the same sightings, in whatever order they came to be. */
export function sightingsOf({ present, attempts, receipts, handedOn }: MessageFacts): [Sighting, ...Sighting[]] {
  const newest = attempts.at(-1);
  if (!newest) return [present, ...receipts];
  const seen = [...attempts.flatMap(ofOutcome), ...receipts];
  return [ofUs(present, ofNewest(newest), handedOn), ...seen, ...(isOurDecision(present, seen) ? [present] : [])];
}

/** What an attempt's outcome says for good. */
function ofOutcome({ attempt, outcome, endedAt, code, reason, settled }: AttemptFact): Sighting[] {
  if (!endedAt || outcome === null || outcome === 'not_sent' || code === provedByReceipt) return [];
  const known = { at: endedAt, eventId: `attempt-${attempt}`, code, reason };
  if (outcome === 'accepted') return [{ ...known, state: 'sent' }];
  if (outcome === 'rejected') return [{ ...known, state: 'failed' }];
  return settled === null ? [{ ...known, state: 'unknown' }] : [];
}

/** Where the newest attempt leaves the message as long as nothing says more. */
function ofNewest({ attempt, startedAt, endedAt, outcome, code, reason, settled, settledAt }: AttemptFact): Sighting {
  const eventId = `attempt-${attempt}`;
  const underWay = { state: 'sending', at: startedAt, eventId, code: null, reason: null } as const;
  if (!endedAt || outcome === null) return underWay;
  if (settled === 'absent' && outcome === 'unknown') {
    const why = 'The carrier was asked and does not have it, so it is sent again.';
    return { state: 'queued', at: settledAt ?? endedAt, eventId, code: 'look_up_absent', reason: why };
  }
  if (settled === 'resent' && outcome === 'unknown') {
    const why = 'An agent decided to send it again, though the carrier may have it.';
    return { state: 'queued', at: settledAt ?? endedAt, eventId, code: 'resent_by_agent', reason: why };
  }
  // The carrier has it, refused it or may have it: nothing goes back into the queue, and nothing there can be canceled.
  return outcome === 'not_sent' ? { state: 'queued', at: endedAt, eventId, code, reason } : underWay;
}

/** What would go back into the queue, though its number or its conversation was handed on, is canceled instead. */
function ofUs(present: Sighting, standing: Sighting, handedOn: HandedOn | null): Sighting {
  if (present.state === 'canceled') return present;
  if (standing.state !== 'queued' || handedOn === null) return standing;
  return { ...standing, state: 'canceled', code: handedOn, reason: whyCanceled[handedOn] };
}

/** Canceled or given up by us: nothing but the message itself says so. What it took over from a receipt or an attempt is theirs. */
function isOurDecision(present: Sighting, seen: readonly Sighting[]): boolean {
  if (present.state !== 'canceled' && present.state !== 'failed') return false;
  return !seen.some(
    ({ state, at, code, reason }) =>
      state === present.state &&
      at.getTime() === present.at.getTime() &&
      code === present.code &&
      reason === present.reason,
  );
}
