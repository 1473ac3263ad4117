import type { Sender } from '@hailpoint/kernel';

/** How fast a sender may send, with everything settled. */
export interface Pace {
  readonly segmentsPerSecond: number;
  /** Segments that may go at once after a rest; at least 1. */
  readonly burst: number;
  /** Segments that may wait; beyond it nothing more is taken. */
  readonly queueLimit: number;
}

const anHour = 3_600;

/**
 * The pace of a sender; `null`: as fast as it goes. Without a burst: what it sends in a second, and 1 at least. Without a queue limit: what it
 * sends in an hour. A pace that makes no sense is none: a plugin's slip must not stop a sender.
 */
export function paceOf({ pace }: Pick<Sender, 'pace'>): Pace | null {
  if (!pace || !isPositive(pace.segmentsPerSecond)) return null;
  const { segmentsPerSecond, burst, queueLimit } = pace;
  return {
    segmentsPerSecond,
    burst: Math.max(1, isPositive(burst) ? burst : segmentsPerSecond),
    queueLimit: isPositive(queueLimit) ? queueLimit : Math.max(1, Math.ceil(segmentsPerSecond * anHour)),
  };
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
