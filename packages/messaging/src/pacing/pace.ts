import type { Sender } from '@hailpoint/kernel';

/** How fast a sender may send, with everything settled. */
export interface Pace {
  readonly segmentsPerSecond: number;
  /** Segments that may go at once after a rest; at least 1. */
  readonly burst: number;
}

/**
 * The pace of a sender; `null`: as fast as it goes. Without a burst: what it sends in a second, and 1 at least. A pace that makes no sense is
 * none: a plugin's slip must not stop a sender.
 */
export function paceOf({ pace }: Pick<Sender, 'pace'>): Pace | null {
  if (!pace || !isPositive(pace.segmentsPerSecond)) return null;
  const { segmentsPerSecond, burst } = pace;
  return {
    segmentsPerSecond,
    burst: Math.max(1, isPositive(burst) ? burst : segmentsPerSecond),
  };
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
