import { expect, test } from '@jest/globals';
import { holds, report } from '../crash-lab/report.js';
import { runCrashLab } from '../crash-lab/run-crash-lab.js';
import { databaseKinds } from '../harness/test-database.js';

/** The short form; `npm run crash-lab` runs longer, with more of everybody. */
test.each(databaseKinds)(
  'crash lab, short: a misbehaving carrier, killed servers, and nothing is lost or there twice (%s)',
  async (kind) => {
    const embedded = kind === 'embedded';
    const options = {
      seed: 7,
      seconds: 15,
      database: embedded ? null : (process.env['HAILPOINT_TEST_DATABASE_URL'] as string),
      agents: 8,
      recipients: 20,
      senders: 2,
      nodes: embedded ? 1 : 2,
      thinkMs: 150,
      textEveryMs: 150,
    };
    const [kills, acknowledged] = [3, 60];
    const result = await runCrashLab(options, {
      show: () => {},
      share: (happened) => Math.min(happened.kills / kills, happened.acknowledged / acknowledged),
      settleWithinMs: 240_000,
    });
    // On a failure the report names the seed and the command that replays it.
    process.stderr.write(`${report(result)}\n`);
    expect(holds(result) ? '' : report(result)).toBe('');
    expect(result.kills).toBeGreaterThanOrEqual(kills);
    expect(result.tally.acknowledged.length).toBeGreaterThanOrEqual(acknowledged);
  },
  600_000,
);
