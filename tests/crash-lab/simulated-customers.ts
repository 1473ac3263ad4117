import { setTimeout as pause } from 'node:timers/promises';
import type { LabCarrier } from './lab-carrier.js';
import type { LabTally } from './lab-tally.js';
import type { LabWorld } from './lab-world.js';
import type { Random } from './random.js';

export interface CustomerParts {
  readonly carrier: LabCarrier;
  readonly world: LabWorld;
  readonly tally: LabTally;
  readonly random: Random;
  readonly everyMs: number;
}

/** Customers, and people whom nobody knows, text in: alone, in pairs milliseconds apart, and sometimes STOP. */
export async function runCustomers(parts: CustomerParts, ended: AbortSignal): Promise<void> {
  const { carrier, world, tally, random, everyMs } = parts;
  const phones = world.recipients.map(({ phone }) => phone);
  for (let count = 0; !ended.aborted; count += 1) {
    const from = random.pick(random.happens(0.1) ? world.strangers : phones);
    const to = random.pick(world.senders).address;
    const keyword = random.happens(0.03) ? random.pick(['STOP', 'START', 'HELP']) : null;
    const gapMs = random.next() * 5;
    const bodies = random.happens(0.4)
      ? [`Text ${count} is first`, `Text ${count} is second`]
      : [`Text ${count} is alone`];
    await Promise.all(
      (keyword ? [keyword] : bodies).map(async (body, index) => {
        if (index > 0) await pause(gapMs);
        await carrier.text(from, to, body);
        tally.texted();
      }),
    );
    await pause(random.pause(everyMs), undefined, { signal: ended }).catch(() => {});
  }
}
