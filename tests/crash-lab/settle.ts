import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from './open-lab.js';
import { owedByCarrier } from './owed-by-carrier.js';
import { unsettledCount } from './unsettled.js';

export interface SettleOptions {
  /** What does not settle within this time is a violation. */
  readonly withinMs: number;
  readonly show: (words: string) => void;
}

/** Ends when the carrier owes nothing and nothing of ours moves by itself any more. Answers what is still open when it takes too long. */
export async function settle({ database, carrier }: Lab, { withinMs, show }: SettleOptions): Promise<string | null> {
  const until = Date.now() + withinMs;
  for (;;) {
    const owed = owedByCarrier(await carrier.ledger());
    // A look can be dear, so the carrier is asked first.
    const moving = owed > 0 ? null : unsettledCount(await database.look(), new Date());
    if (moving === 0 && owedByCarrier(await carrier.ledger()) === 0) return null;
    const open = `${owed} owed by the carrier${moving === null ? '' : `, ${moving} of ours`}`;
    show(open);
    if (Date.now() > until) return `not within ${withinMs / 1_000} s: ${open}`;
    await pause(500);
  }
}
