import { type Check, compare } from './compare.js';
import type { LabOptions } from './lab-options.js';
import type { LabTally } from './lab-tally.js';
import { type ChaosOptions, letChaosLoose } from './let-chaos-loose.js';
import { type Lab, openLab } from './open-lab.js';
import { settle } from './settle.js';
import type { StoreFacts } from './store-facts.js';

/** How one seed went. */
export interface LabResult {
  readonly options: LabOptions;
  readonly checks: readonly Check[];
  readonly tally: LabTally;
  readonly kills: number;
  /** Messages of ours by state and cause. */
  readonly states: readonly (readonly [state: string, count: number])[];
  /** By the carrier. */
  readonly accepted: number;
  readonly settledAfterMs: number;
}

export interface LabSurroundings extends Omit<ChaosOptions, keyof LabOptions> {
  /** What does not settle within this time is a violation. */
  readonly settleWithinMs: number;
  /** Ends it in the middle, with everything taken away. */
  readonly interrupted?: AbortSignal;
}

/** Lets everything go wrong for a while, then lets it settle, and compares the carrier's ledger with our store. */
export async function runCrashLab(options: LabOptions, surroundings: LabSurroundings): Promise<LabResult> {
  surroundings.show(0, `seed ${options.seed}: setting up`);
  const lab = await openLab(options);
  try {
    return await Promise.race([goThrough(lab, options, surroundings), interruption(surroundings.interrupted)]);
  } finally {
    await lab.close();
  }
}

async function goThrough(lab: Lab, options: LabOptions, surroundings: LabSurroundings): Promise<LabResult> {
  const { seed, nodes, thinkMs, textEveryMs } = options;
  const tally = await letChaosLoose(lab, { seed, thinkMs, textEveryMs, ...surroundings });
  const began = Date.now();
  const open = await settle(lab, {
    withinMs: surroundings.settleWithinMs,
    show: (words) => surroundings.show(1, `seed ${seed}: settling, ${words}`),
  });
  const settledAfterMs = Date.now() - began;
  const ends = await lab.fleet.stopAll();
  const [facts, ledger] = [await lab.database.lookAfterEnd(), await lab.carrier.ledger()];
  const { acknowledged, contradictions, failures } = tally;
  const checks = [
    ...compare({ ledger, facts, acknowledged, contradictions, now: new Date() }),
    { name: 'no request fails inside the server', checked: tally.requests, violations: failures, notes: [] },
    { name: 'every server stops by itself', checked: nodes, violations: ends, notes: [] },
    { name: 'everything settles', checked: 1, violations: open === null ? [] : [open], notes: [] },
  ];
  const accepted = ledger.filter(({ kind }) => kind === 'accepted').length;
  return { options, checks, tally, kills: lab.fleet.kills, states: statesOf(facts), accepted, settledAfterMs };
}

function statesOf({ messages }: StoreFacts): LabResult['states'] {
  const states = new Map<string, number>();
  for (const { direction, state, cause } of messages) {
    if (direction === 'inbound') continue;
    const key = cause ? `${state} (${cause})` : state;
    states.set(key, (states.get(key) ?? 0) + 1);
  }
  return [...states].sort();
}

function interruption(interrupted: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    interrupted?.addEventListener('abort', () => reject(new Error('It was interrupted.')), { once: true });
  });
}
