import type { MessageState } from '@hailpoint/store';

/**
 * States of an outbound message, lowest rank first. A message is where the highest rank that was seen puts it. `canceled` is above what is
 * only ours, and below what a carrier says: canceling does not undo what went out before.
 */
const ranking = [
  'queued',
  'sending',
  'unknown',
  'canceled',
  'sent',
  'failed',
  'undelivered',
  'delivered',
  'read',
] as const;

export type OutboundState = (typeof ranking)[number];

/** Something that was seen of a message: the outcome of an attempt, a receipt, or what we decided ourselves. */
export interface Sighting {
  readonly state: OutboundState;
  /** The carrier's time where it names one. */
  readonly at: Date;
  /** Breaks ties of time, the same on every node. */
  readonly eventId: string;
  readonly code: string | null;
  readonly reason: string | null;
}

export interface MessageProgress {
  readonly state: OutboundState;
  readonly code: string | null;
  readonly reason: string | null;
  readonly at: Date;
}

export function rankOf(state: OutboundState): number {
  return ranking.indexOf(state);
}

export function isOutboundState(state: MessageState): state is OutboundState {
  return (ranking as readonly string[]).includes(state);
}

/**
 * The visible state and its cause: the highest rank seen, and of that rank the earliest sighting by (time, event id). The order of arrival
 * does not matter, and nothing goes backwards.
 */
export function projectProgress(sightings: readonly [Sighting, ...Sighting[]]): MessageProgress {
  const cause = sightings.reduce((best, next) => (decides(next, best) ? next : best));
  return { state: cause.state, code: cause.code, reason: cause.reason, at: cause.at };
}

function decides(next: Sighting, best: Sighting): boolean {
  if (next.state !== best.state) return rankOf(next.state) > rankOf(best.state);
  if (next.at.getTime() !== best.at.getTime()) return next.at < best.at;
  return next.eventId < best.eventId;
}
