import type { Logger } from '@hailpoint/kernel';
import type { Store, StoreTransaction } from '@hailpoint/store';
import type { LiveEvent } from '../model/live-event.js';

type Listener = (event: LiveEvent) => void;

/**
 * Tells open pages where to look again, on every node. An event is a hint: it may be lost with a connection between nodes, and it never
 * carries data, so whoever hears it reads the present state.
 */
export class LiveEventBus {
  readonly #store: Pick<Store, 'wake' | 'onWake'>;
  readonly #logger: Logger;
  readonly #listeners = new Set<Listener>();
  readonly #stop: () => void;

  constructor(store: Pick<Store, 'wake' | 'onWake'>, logger: Logger) {
    this.#store = store;
    this.#logger = logger;
    this.#stop = store.onWake('live', (payload) => this.#hear(payload));
  }

  /** Published when the transaction has committed; never after a rollback. */
  publishAfterCommit(transaction: Pick<StoreTransaction, 'afterCommit'>, event: LiveEvent): void {
    transaction.afterCommit(() => this.publish(event));
  }

  /** To listeners of this process at once, of other nodes soon after. */
  publish(event: LiveEvent): void {
    this.#store.wake('live', JSON.stringify(event));
  }

  /** Hears events of every node. Returns the way to stop. */
  subscribe(listener: Listener): () => void {
    // A wrapper of its own, so that the same function subscribed twice is heard twice and stopped once each.
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Hears nothing any more. */
  close(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #hear(payload: string): void {
    const event = parseLiveEvent(payload);
    if (!event) return;
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#logger.error('A listener for live events failed', { kind: event.kind, error: (error as Error).name });
      }
    }
  }
}

/** `null`: not a live event, such as another use of the same topic, or of a newer node. */
function parseLiveEvent(payload: string): LiveEvent | null {
  let value: { kind?: unknown; number?: unknown; userId?: unknown } | null;
  try {
    value = JSON.parse(payload);
  } catch {
    return null;
  }
  if (!value || typeof value !== 'object') return null;
  const { kind, number, userId } = value;
  if ((kind === 'interaction' || kind === 'thread') && typeof number === 'string') return { kind, number };
  if (kind === 'notification' && typeof userId === 'string') return { kind, userId };
  return null;
}
