/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {(iterations: number) => void | Promise<void>} run Does the thing so many times; the loop is its own, so that each is compiled for itself.
 */

/**
 * @typedef {object} Timing
 * @property {string} name
 * @property {number} ns Median nanoseconds of processor time of one iteration.
 * @property {number[]} samples Nanoseconds of one iteration, by round.
 */

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * @param {readonly number[]} values
 * @param {number} q From 0 to 1.
 */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/**
 * How one timing compares with another: the median of the rounds' own ratios, so that what slowed a whole round down cancels out.
 * @param {Timing} timing
 * @param {Timing} reference
 */
export function ratio(timing, reference) {
  return median(timing.samples.map((sample, round) => sample / /** @type {number} */ (reference.samples[round])));
}

/**
 * What one timing takes beyond another, in nanoseconds: again the median over rounds.
 * @param {Timing} timing
 * @param {Timing} reference
 */
export function beyond(timing, reference) {
  return median(timing.samples.map((sample, round) => sample - /** @type {number} */ (reference.samples[round])));
}

/**
 * Runs all contenders in every round, in an order that rotates, after all of them are warm. Counts processor time of this process and not
 * the clock, so that neighbours on a shared machine do not count.
 * @param {readonly Contender[]} contenders
 * @param {{ rounds: number, roundMs: number }} options
 * @returns {Promise<Timing[]>} In the order of the contenders.
 */
export async function compare(contenders, { rounds, roundMs }) {
  const timings = contenders.map(({ name }) => ({ name, ns: 0, samples: /** @type {number[]} */ ([]) }));
  const iterations = [];
  for (const contender of contenders) iterations.push(await iterationsFor(contender, roundMs));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (round + turn) % contenders.length;
      const count = /** @type {number} */ (iterations[index]);
      const ns = await timed(/** @type {Contender} */ (contenders[index]), count);
      timings[index]?.samples.push(ns / count);
    }
  }
  return timings.map((timing) => ({ ...timing, ns: median(timing.samples) }));
}

/**
 * Warms up, and finds how many iterations fill a round.
 * @param {Contender} contender
 * @param {number} roundMs
 */
async function iterationsFor(contender, roundMs) {
  let count = 1;
  let fullRounds = 0;
  for (;;) {
    const ms = (await timed(contender, count)) / 1e6;
    // Three rounds of nearly full length: compiled, and compiled again after what the compiler first took for granted was refuted.
    if (ms >= roundMs / 2) fullRounds += 1;
    if (fullRounds === 3) return Math.max(1, Math.round((count * roundMs) / ms));
    if (ms < roundMs / 2) count = Math.ceil(ms < roundMs / 20 ? count * 10 : count * (roundMs / ms));
  }
}

/**
 * @param {Contender} contender
 * @param {number} count
 */
async function timed(contender, count) {
  const started = process.cpuUsage();
  const pending = contender.run(count);
  if (pending !== undefined) await pending;
  const { user, system } = process.cpuUsage(started);
  return (user + system) * 1_000;
}
