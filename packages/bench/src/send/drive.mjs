import { quantile } from '../measure.mjs';
import { sequence } from '../phone/fictional-numbers.mjs';
import { SendPlanner } from './population.mjs';

/**
 * @typedef {object} Drive
 * @property {number} perSecond
 * @property {number} medianMs How long one send took.
 * @property {number} p99Ms
 */

const warmUpSends = 400;

/**
 * So many senders, each beginning its next send when the last has ended, for a time.
 * @param {(planned: import('./population.mjs').PlannedSend) => Promise<void>} send
 * @param {{ senders: number, seconds: number, onStart?: () => void }} options `onStart`: called once it is warm.
 * @returns {Promise<Drive>}
 */
export async function drive(send, { senders, seconds, onStart }) {
  const planner = new SendPlanner(sequence(7));
  let warmUp = warmUpSends;
  await inParallel(senders, async () => {
    for (; warmUp > 0; warmUp -= 1) await send(planner.next());
  });
  onStart?.();
  /** @type {number[]} */
  const times = [];
  const started = performance.now();
  const end = started + seconds * 1_000;
  await inParallel(senders, async () => {
    for (let now = performance.now(); now < end; ) {
      await send(planner.next());
      const ended = performance.now();
      // As pgbench does: what began in time counts, and the time until it ended.
      times.push(ended - now);
      now = ended;
    }
  });
  const elapsed = (performance.now() - started) / 1_000;
  return { perSecond: times.length / elapsed, medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}

/**
 * @param {number} count
 * @param {() => Promise<void>} work
 */
async function inParallel(count, work) {
  await Promise.all(Array.from({ length: count }, work));
}
