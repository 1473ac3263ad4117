import type { Sender } from '@hailpoint/kernel';
import type { BucketRate } from './token-bucket.js';

/** How fast a sender may send, with everything settled. */
export interface Pace extends BucketRate {
  /** Segments that may wait before a composed message is refused; at least 1. `null`: no limit. */
  readonly queueLimit: number | null;
}

/**
 * The pace of a sender; `null`: as fast as it goes. Without a burst: what it sends in a second, and 1 at least. A pace or a limit
 * that makes no sense is none: a plugin's slip must not stop a sender.
 */
export function paceOf({ pace }: Pick<Sender, 'pace'>): Pace | null {
  if (!pace || !isPositive(pace.segmentsPerSecond)) return null;
  const { segmentsPerSecond, burst, queueLimit } = pace;
  return {
    segmentsPerSecond,
    burst: Math.max(1, isPositive(burst) ? burst : segmentsPerSecond),
    queueLimit: isPositive(queueLimit) ? Math.ceil(queueLimit) : null,
  };
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
