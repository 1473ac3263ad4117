import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { LabOptions } from './lab-options.js';
import { LabTally } from './lab-tally.js';
import type { Lab } from './open-lab.js';
import { Random } from './random.js';
import { runAgent } from './simulated-agent.js';
import { runCustomers } from './simulated-customers.js';

export interface ChaosOptions extends Pick<LabOptions, 'seed' | 'thinkMs' | 'textEveryMs'> {
  /** How much of the chaos is over, from 0 to 1: by time, or by what happened. */
  readonly share: (happened: {
    readonly seconds: number;
    readonly acknowledged: number;
    readonly kills: number;
  }) => number;
  readonly show: (share: number, words: string) => void;
}

/** People work and servers die until it is over; then everybody ends what they began, and every server runs. */
export async function letChaosLoose(lab: Lab, options: ChaosOptions): Promise<LabTally> {
  const { world, carrier, fleet, clients, records } = lab;
  const { seed, thinkMs, textEveryMs: everyMs } = options;
  const tally = new LabTally();
  const chaos = new AbortController();
  // Everybody who takes part listens to it.
  setMaxListeners(0, chaos.signal);
  const work = [
    fleet.killAtRandom(new Random(seed, 'kills'), chaos.signal),
    runCustomers({ carrier, world, tally, random: new Random(seed, 'customers'), everyMs }, chaos.signal),
    ...clients.map((client, index) => {
      const name = world.agents[index] as string;
      return runAgent({ name, client, world, records, tally, random: new Random(seed, name), thinkMs }, chaos.signal);
    }),
  ];
  try {
    // Nobody ends before the chaos does; whoever breaks off ends it.
    await Promise.race([Promise.all(work), untilOver(tally, lab, options)]);
  } finally {
    chaos.abort();
  }
  await Promise.all(work);
  await carrier.calm();
  return tally;
}

async function untilOver(tally: LabTally, { fleet }: Lab, { seed, share, show }: ChaosOptions): Promise<void> {
  const began = Date.now();
  for (;;) {
    const seconds = (Date.now() - began) / 1_000;
    const { texts, retries } = tally;
    const [acknowledged, kills] = [tally.acknowledged.length, fleet.kills];
    const over = share({ seconds, acknowledged, kills });
    const happened = `${acknowledged} acknowledged, ${texts} texts in, ${retries} retries, ${kills} kills`;
    show(Math.min(1, over), `${Math.floor(seconds)} s, seed ${seed}: ${happened}`);
    if (over >= 1) return;
    await pause(200);
  }
}
