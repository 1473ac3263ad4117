import { availableParallelism, loadavg, totalmem } from 'node:os';
import { pgbenchVersion } from './send/pgbench.mjs';

/** The machine in words, without its names; what else runs on it shows in its load. */
export async function machine() {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB of memory`;
  const load = `load ${loadavg()[0]?.toFixed(1)} at the start`;
  const postgresql = (await pgbenchVersion()) ?? 'no pgbench';
  return `${availableParallelism()} processors, ${memory}, ${load}; Node.js ${process.versions.node}; ${postgresql}`;
}
