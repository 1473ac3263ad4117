import { type Clock, type Logger, VirtualAgent } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { newId, type Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { Worker } from '../workers/worker.js';
import { askVirtualAgent, type TurnOutcome } from './ask-virtual-agent.js';
import { type ClaimedTurn, claimTurns } from './claim-turns.js';
import { readTurn } from './read-turn.js';
import { settleTurn } from './settle-turn.js';
import { tellStopped } from './tell-stopped.js';

export interface VirtualAgentDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly live: LiveEventBus;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Turns that a node takes at the same time, of different conversations. */
const parallelTurns = 16;
/** Several contributions may be asked, one after another. A turn whose lease runs out all the same is taken once only: `settleTurn` sees to it. */
const leaseMs = 4 * VirtualAgent.deadlineMs + 10_000;
const pollMs = 1_000;
/** A turn that ends the process each time is not tried for ever. */
const triesAtMost = 3;

/** Has the virtual agent answer customers, and tells it when it no longer has a conversation. All plugins are asked outside transactions. */
export class VirtualAgentWorker {
  readonly #dependencies: VirtualAgentDependencies;
  readonly #owner = newId();
  readonly #underWay = new Set<Promise<void>>();
  readonly #worker: Worker;

  constructor(dependencies: VirtualAgentDependencies) {
    this.#dependencies = dependencies;
    this.#worker = new Worker({
      name: 'virtual-agent',
      topic: 'turns',
      pollMs,
      run: () => this.#run(),
      ...dependencies,
    });
  }

  start(): void {
    this.#worker.start();
  }

  /** Takes nothing new and waits for what is under way. */
  async stop(): Promise<void> {
    await this.#worker.stop();
    await Promise.all(this.#underWay);
  }

  async #run(): Promise<boolean> {
    const { store, clock } = this.#dependencies;
    const moreToTell = await tellStopped(this.#dependencies);
    const free = parallelTurns - this.#underWay.size;
    if (free <= 0) return moreToTell;
    const claimed = await claimTurns(store, { now: clock.now(), limit: free, owner: this.#owner, leaseMs });
    for (const turn of claimed) this.#track(this.#take(turn));
    return moreToTell || claimed.length === free;
  }

  #track(turn: Promise<void>): void {
    this.#underWay.add(turn);
    void turn.finally(() => {
      this.#underWay.delete(turn);
      // The customer's next message may be waiting for this one.
      this.#worker.wake();
    });
  }

  async #take({ message_id: messageId, attempts }: ClaimedTurn): Promise<void> {
    const { store, points, clock, logger } = this.#dependencies;
    try {
      const turn = await readTurn(store, points, messageId);
      if (!turn) return;
      const outcome: TurnOutcome =
        attempts > triesAtMost ? { outcome: 'failed', by: turn.owner } : await askVirtualAgent(points, turn, logger);
      const taken = await settleTurn(this.#dependencies, turn, outcome, clock.now());
      logger.info('Turn of the virtual agent', { message: messageId, outcome: outcome.outcome, taken });
    } catch (error) {
      // Nothing was written: the lease runs out and the turn is taken again.
      logger.error('A turn of the virtual agent could not be taken', {
        message: messageId,
        error: (error as Error).name,
      });
    }
  }
}
