import { median } from './measure.mjs';
import { percent } from './result.mjs';
import { embeddedDatabases } from './send/bench-databases.mjs';
import { watchLoopDelay } from './send/loop-delay.mjs';
import { replaySends, sendWithHailpoint } from './send/measured-sends.mjs';
import { onCopy, recordedScripts } from './send/recorded-scripts.mjs';

const senders = 8;

/** @type {import('./result.mjs').Benchmark} */
export const sendEmbedded = {
  name: 'embedded',
  title: 'Send on the embedded database',
  async run({ quick }) {
    const databases = await embeddedDatabases();
    try {
      const scripts = await recordedScripts(databases);
      const options = { senders, seconds: quick ? 2 : 5 };
      /** @type {Record<'ours' | 'bare' | 'p99' | 'worst' | 'barePercentile', number[]>} */
      const seen = { ours: [], bare: [], p99: [], worst: [], barePercentile: [] };
      const contenders = [
        () => onCopy(databases, (location) => ours(location, options, seen)),
        () => onCopy(databases, (location) => bare(location, scripts, options, seen)),
      ];
      for (let round = 0; round < (quick ? 2 : 7); round += 1) {
        for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) await contender();
      }
      const p99 = median(seen.p99);
      return {
        rows: [
          {
            measured: `send, ${senders} senders at once`,
            beside: 'the same SQL over bare PGlite',
            ratio: percent(median(seen.ours.map((one, round) => one / Number(seen.bare[round])))),
            aside: `${median(seen.ours).toFixed(0)}/s beside ${median(seen.bare).toFixed(0)}/s`,
          },
          {
            measured: `event loop’s delay meanwhile, 99 %`,
            beside: 'the same SQL over bare PGlite',
            ratio: `${(p99 / median(seen.barePercentile)).toFixed(3)} × its delay`,
            aside: `${p99.toFixed(0)} ms beside ${median(seen.barePercentile).toFixed(0)} ms; ours at worst ${Math.max(...seen.worst).toFixed(0)} ms`,
          },
        ],
        goals: [
          {
            goal: `event loop’s delay with ${senders} senders: 99 % under 50 ms`,
            reached: `99 % under ${p99.toFixed(0)} ms`,
            holds: p99 < 50,
          },
        ],
      };
    } finally {
      await databases.close();
    }
  },
};

/**
 * @param {any} location
 * @param {{ senders: number, seconds: number }} options
 * @param {Record<'ours' | 'p99' | 'worst', number[]>} seen
 */
async function ours(location, options, seen) {
  const delay = watchLoopDelay();
  const { perSecond } = await sendWithHailpoint(location, { ...options, onStart: delay.reset });
  const { p99Ms, worstMs } = delay.stop();
  seen.ours.push(perSecond);
  seen.p99.push(p99Ms);
  seen.worst.push(worstMs);
}

/**
 * @param {any} location
 * @param {Awaited<ReturnType<typeof recordedScripts>>} scripts
 * @param {{ senders: number, seconds: number }} options
 * @param {Record<'bare' | 'barePercentile', number[]>} seen
 */
async function bare(location, scripts, options, seen) {
  const delay = watchLoopDelay();
  const { perSecond } = await replaySends(location, scripts, { ...options, onStart: delay.reset });
  seen.bare.push(perSecond);
  seen.barePercentile.push(delay.stop().p99Ms);
}
