import { setTimeout as pause } from 'node:timers/promises';
import { type HailpointProcess, type HailpointProcessOptions, startHailpoint } from '../harness/hailpoint-process.js';
import type { Random } from './random.js';

/** Server processes on one database. */
export class NodeFleet {
  readonly #nodes: readonly HailpointProcessOptions[];
  readonly #running: (HailpointProcess | null)[];
  #kills = 0;

  readonly #pauseMs: number;

  constructor(nodes: readonly HailpointProcessOptions[]) {
    this.#nodes = nodes;
    // A single node needs some time in which anything happens at all.
    this.#pauseMs = nodes.length === 1 ? 3_000 : 1_200;
    this.#running = nodes.map(() => null);
  }

  get kills(): number {
    return this.#kills;
  }

  /** One after another: the first brings the database to this version. */
  async startAll(): Promise<void> {
    for (const index of this.#nodes.keys()) await this.#start(index);
  }

  /** Kills a running node now and then, while others may just be starting again, until it is told to end; then all nodes run. */
  async killAtRandom(random: Random, ended: AbortSignal): Promise<void> {
    const starting = new Set<Promise<void>>();
    const failures: unknown[] = [];
    while (!ended.aborted && failures.length === 0) {
      await pause(300 + random.pause(this.#pauseMs), undefined, { signal: ended }).catch(() => {});
      const alive = [...this.#running.keys()].filter((index) => this.#running[index] !== null);
      if (ended.aborted || alive.length === 0) continue;
      const index = random.pick(alive);
      const node = this.#running[index];
      this.#running[index] = null;
      this.#kills += 1;
      await node?.kill('SIGKILL');
      const start: Promise<void> = this.#start(index)
        .catch((error) => void failures.push(error))
        .finally(() => starting.delete(start));
      starting.add(start);
      // Now and then the next one is killed while this one starts; if that were the rule, nobody would be there to do anything.
      if (!random.happens(0.2)) await start;
    }
    await Promise.all(starting);
    if (failures.length > 0) throw failures[0];
  }

  /** Answers what each node that did not end cleanly said. */
  async stopAll(): Promise<readonly string[]> {
    const ends = await Promise.all(
      this.#running.map(async (node, index) => {
        const how = await node?.kill('SIGTERM');
        this.#running[index] = null;
        return how === 0 || how === undefined ? null : `node ${index} ended with ${how}: ${node?.stderr().slice(-500)}`;
      }),
    );
    return ends.filter((end) => end !== null);
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#running.map((node) => node?.kill('SIGKILL')));
  }

  async #start(index: number): Promise<void> {
    this.#running[index] = await startHailpoint(this.#nodes[index] as HailpointProcessOptions);
  }
}
