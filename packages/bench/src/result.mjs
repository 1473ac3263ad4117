/**
 * @typedef {object} Row
 * @property {string} measured
 * @property {string} beside The peer.
 * @property {string} ratio
 * @property {string} [aside] Absolute figures.
 */

/**
 * @typedef {object} Goal
 * @property {string} goal
 * @property {string} reached
 * @property {boolean} holds
 */

/**
 * @typedef {object} Result
 * @property {readonly Row[]} rows
 * @property {readonly Goal[]} goals
 * @property {readonly string[]} [notes]
 */

/**
 * @typedef {object} Options
 * @property {boolean} quick Fewer and shorter rounds: to see that it runs, not to quote.
 */

/**
 * @typedef {object} Benchmark
 * @property {string} name For `--only`.
 * @property {string} title
 * @property {(options: Options) => Promise<Result | { skipped: string }>} run
 */

/** @param {number} ns */
export function duration(ns) {
  if (ns < 1_000) return `${ns.toFixed(ns < 100 ? 1 : 0)} ns`;
  if (ns < 1_000_000) return `${(ns / 1_000).toFixed(1)} µs`;
  return `${(ns / 1_000_000).toFixed(1)} ms`;
}

/** How many times the peer's time. @param {number} value */
export function times(value) {
  return `${value.toFixed(value < 10 ? 2 : 0)} × its time`;
}

/** How much of the peer's throughput. @param {number} value */
export function percent(value) {
  return `${(value * 100).toFixed(0)} % of its throughput`;
}
