import { median } from './measure.mjs';
import { percent } from './result.mjs';
import { postgresqlDatabases } from './send/bench-databases.mjs';
import { serverUrl, whatIsMissing } from './send/bench-server.mjs';
import { replaySends, sendWithHailpoint } from './send/measured-sends.mjs';
import { pgbench } from './send/pgbench.mjs';
import { onCopy, recordedScripts } from './send/recorded-scripts.mjs';

/** @typedef {'hailpoint' | 'pgbench' | 'replay' | 'delivering'} Contender */

/** @type {import('./result.mjs').Benchmark} */
export const sendPostgresql = {
  name: 'send',
  title: 'Send on PostgreSQL',
  async run({ quick }) {
    const missing = await whatIsMissing();
    if (missing !== null) return { skipped: missing };
    const databases = await postgresqlDatabases(serverUrl);
    try {
      const scripts = await recordedScripts(databases);
      const [one, sixteen] = [
        await measured(databases, scripts, 1, quick ? { rounds: 2, seconds: 2 } : { rounds: 7, seconds: 5 }),
        await measured(databases, scripts, 16, quick ? { rounds: 2, seconds: 2 } : { rounds: 7, seconds: 5 }),
      ];
      const share = shareOf(sixteen, 'hailpoint', 'pgbench');
      return {
        rows: [...rows('1 connection', one), ...rows('16 connections', sixteen)],
        goals: [
          {
            goal: 'send: at least 60 % of the throughput of the same SQL in pgbench, at 16 connections',
            reached: percent(share),
            holds: share >= 0.6,
          },
        ],
        notes: [
          `${scripts.create.length} statements for a new conversation, ${scripts.append.length} for a running one.`,
        ],
      };
    } finally {
      await databases.close();
    }
  },
};

/**
 * In every round each contender once, in an order that rotates, each on a database of its own that begins like the others.
 * @param {import('./send/bench-databases.mjs').BenchDatabases} databases
 * @param {Awaited<ReturnType<typeof recordedScripts>>} scripts
 * @param {number} senders
 * @param {{ rounds: number, seconds: number }} length
 */
async function measured(databases, scripts, senders, { rounds, seconds }) {
  /** @type {Record<Contender, { perSecond: number[], medianMs: number[], p99Ms: number[] }>} */
  const seen = { hailpoint: empty(), pgbench: empty(), replay: empty(), delivering: empty() };
  const options = { senders, seconds };
  /** @type {readonly (readonly [Contender, (location: any) => Promise<{ perSecond: number, medianMs?: number, p99Ms?: number }>])[]} */
  const contenders = [
    ['hailpoint', (location) => sendWithHailpoint(location, options)],
    ['pgbench', async ({ url }) => ({ perSecond: await pgbench(url, scripts, { clients: senders, seconds }) })],
    ['replay', (location) => replaySends(location, scripts, options)],
    ['delivering', (location) => sendWithHailpoint(location, { ...options, workers: true })],
  ];
  // The first round, which is not counted, is for the compiler and the server's cache.
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const [name, run] = /** @type {(typeof contenders)[0]} */ (contenders[(round + 1 + turn) % contenders.length]);
      const { perSecond, medianMs = Number.NaN, p99Ms = Number.NaN } = await onCopy(databases, run);
      if (round < 0) continue;
      seen[name].perSecond.push(perSecond);
      seen[name].medianMs.push(medianMs);
      seen[name].p99Ms.push(p99Ms);
    }
  }
  return seen;
}

function empty() {
  return {
    perSecond: /** @type {number[]} */ ([]),
    medianMs: /** @type {number[]} */ ([]),
    p99Ms: /** @type {number[]} */ ([]),
  };
}

/**
 * Median of the rounds' own ratios.
 * @param {Awaited<ReturnType<typeof measured>>} seen
 * @param {Contender} contender
 * @param {Contender} peer
 */
function shareOf(seen, contender, peer) {
  return median(seen[contender].perSecond.map((one, round) => one / Number(seen[peer].perSecond[round])));
}

/** @param {string} connections @param {Awaited<ReturnType<typeof measured>>} seen */
function rows(connections, seen) {
  const perSecond = (/** @type {Contender} */ name) => `${median(seen[name].perSecond).toFixed(0)}/s`;
  const times = `median ${median(seen.hailpoint.medianMs).toFixed(1)} ms, 99 % within ${median(seen.hailpoint.p99Ms).toFixed(1)} ms`;
  return [
    {
      measured: `send, ${connections}`,
      beside: 'the same SQL in pgbench',
      ratio: percent(shareOf(seen, 'hailpoint', 'pgbench')),
      aside: `${perSecond('hailpoint')} beside ${perSecond('pgbench')}; ${times}`,
    },
    {
      measured: `send, ${connections}`,
      beside: 'the same SQL over bare `pg` in Node',
      ratio: percent(shareOf(seen, 'hailpoint', 'replay')),
      aside: `${perSecond('hailpoint')} beside ${perSecond('replay')}`,
    },
    {
      measured: `send while a worker delivers, ${connections}`,
      beside: 'the same SQL in pgbench, which delivers nothing',
      ratio: percent(shareOf(seen, 'delivering', 'pgbench')),
      aside: `${perSecond('delivering')} beside ${perSecond('pgbench')}`,
    },
  ];
}
