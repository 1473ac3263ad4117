import { backoffMs } from '../delivery/backoff.js';
import type { LookUpAnswer } from './look-up-answer.js';

/**
 * How often a carrier that does not say what it has is asked by itself. With the waits of `lookUpPauseMs`, that is for between 38 and 75
 * minutes; then an agent decides.
 */
export const mostLookUps = 20;

/** Milliseconds until the next question after so many that brought nothing: from 4 seconds, doubling, to 5 minutes; a random half is taken off. */
export function lookUpPauseMs(asked: number, retryAfterMs?: number, random?: () => number): number {
  return backoffMs(asked + 2, retryAfterMs, random);
}

export interface LookUpSituation {
  readonly answer: LookUpAnswer;
  /** When the question was put, not when it was answered: what the carrier takes over in between is not seen. */
  readonly askedAt: Date;
  readonly now: Date;
  /** When the attempt ended for us: its answer, its deadline, or when the lease of a node that died ran out. */
  readonly attemptEndedAt: Date;
  /** The provider's `lookUpSettlesAfterMs`. */
  readonly settlesAfterMs: number;
  /** Questions so far, this one included. */
  readonly asked: number;
}

export type LookUpDecision =
  /** The carrier has it. */
  | { readonly next: 'found' }
  /** The carrier does not have it and never will: it may be sent again. */
  | { readonly next: 'queue' }
  /** The carrier does not have it yet. */
  | { readonly next: 'wait'; readonly early: boolean; readonly until: Date }
  /** It cannot be settled by asking; an agent decides. */
  | { readonly next: 'unsettled' };

/** What follows from an answer. Only a carrier that says "absent", asked after the settling time, lets a message be sent again. */
export function decideLookUp(situation: LookUpSituation): LookUpDecision {
  const { answer, askedAt, now, attemptEndedAt, settlesAfterMs, asked } = situation;
  if (answer.outcome === 'found') return { next: 'found' };
  if (answer.outcome === 'absent') {
    const settledAt = new Date(attemptEndedAt.getTime() + settlesAfterMs);
    return askedAt >= settledAt ? { next: 'queue' } : { next: 'wait', early: true, until: settledAt };
  }
  if (asked >= mostLookUps) return { next: 'unsettled' };
  return { next: 'wait', early: false, until: new Date(now.getTime() + lookUpPauseMs(asked, answer.retryAfterMs)) };
}
