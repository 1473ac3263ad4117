import { setImmediate as turn } from 'node:timers/promises';
import type { Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { type AcceptedAttempt, recordAccepted } from './record-accepted.js';
import { type AttemptOutcome, recordOutcome } from './record-outcome.js';

interface Waiting extends AcceptedAttempt {
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** Of one statement: more would keep the messages' rows locked for long. */
const mostAtOnce = 50;

/**
 * Writes down what became of this node's attempts. What carriers accept is gathered while the batch before it is being written, so a single
 * message waits for nobody, and many cost one statement.
 */
export class OutcomeRecorder {
  readonly #store: Store;
  readonly #live: LiveEventBus;
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(store: Store, live: LiveEventBus) {
    this.#store = store;
    this.#live = live;
  }

  /** Ends when it is written down. @throws what the store threw; then the outcome is not known to anybody else. */
  record(messageId: string, attempt: number, outcome: AttemptOutcome, at: Date): Promise<void> {
    if (outcome.outcome !== 'accepted') return recordOutcome(this.#store, this.#live, messageId, attempt, outcome, at);
    const { carrierMessageId, segments } = outcome;
    return new Promise((written, failed) => {
      this.#waiting.push({ messageId, attempt, carrierMessageId, at, written, failed, ...(segments && { segments }) });
      if (!this.#writing) void this.#write();
    });
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      // Answers that come in the same turn belong together.
      await turn();
      await this.#writeTogether(this.#waiting.splice(0, mostAtOnce));
    }
    this.#writing = false;
  }

  async #writeTogether(batch: readonly Waiting[]): Promise<void> {
    // When the statement for all fails, each is tried by itself: one that cannot be written must not take the others with it.
    const done = await recordAccepted(this.#store, this.#live, batch).catch(() => new Set<string>());
    await Promise.all(batch.map((one) => (done.has(one.messageId) ? one.written() : this.#writeAlone(one))));
  }

  #writeAlone({ messageId, attempt, carrierMessageId, segments, at, written, failed }: Waiting): Promise<void> {
    const outcome = { outcome: 'accepted', carrierMessageId, ...(segments && { segments }) } as const;
    return recordOutcome(this.#store, this.#live, messageId, attempt, outcome, at).then(written, failed);
  }
}
