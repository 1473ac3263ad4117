import type { SelectableSender } from '@hailpoint/kernel';

export interface TroubleLimits {
  /** From so many attempts on that came to nothing in a row. */
  readonly failures: number;
  readonly longestWaitMs: number;
}

/** Why a sender is better not used just now, in words for the agent, to follow a colon; `null`: nothing is known against it. */
export function senderTrouble({ name, health }: SelectableSender, limits: TroubleLimits): string | null {
  const { circuit, failuresInARow, waitMs } = health;
  if (circuit === 'open') return `the carrier of ${name} failed several times in a row and is given a rest`;
  if (failuresInARow >= limits.failures) {
    return `the last ${failuresInARow === 1 ? 'attempt' : `${failuresInARow} attempts`} to send through the carrier of ${name} came to nothing`;
  }
  if (waitMs !== null && waitMs > limits.longestWaitMs)
    return `a message would wait about ${words(waitMs)} in the queue of ${name}`;
  return null;
}

function words(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
