/** A failure is forgotten so long after it: what is not used is not seen to be mended. Longer than any pause between two tries of a message. */
const rememberedMs = 10 * 60_000;

/** A sender with the plugin that carries it. */
export interface RecordedSender {
  readonly plugin: string;
  readonly channel: string;
  readonly senderId: string;
}

interface Row {
  readonly failures: number;
  readonly at: Date;
}

/**
 * Attempts in a row to which no carrier answered, by sender and by provider, as this node made them; like circuit breakers, each node has its
 * own. A breaker does not see a carrier that cannot be reached: surely not sent is an answer of the provider.
 */
export class SendRecord {
  readonly #rows = new Map<string, Row>();

  /** @param answered the carrier took the message, or refused it; `false`: it surely did not get it, or nobody knows */
  note(sender: RecordedSender, answered: boolean, at: Date): void {
    for (const key of keysOf(sender)) {
      if (answered) this.#rows.delete(key);
      else this.#rows.set(key, { failures: this.#failures(key, at) + 1, at });
    }
  }

  /** Of the sender or of its provider, whichever are more. */
  failuresInARow(sender: RecordedSender, now: Date): number {
    return Math.max(...keysOf(sender).map((key) => this.#failures(key, now)));
  }

  #failures(key: string, now: Date): number {
    const row = this.#rows.get(key);
    return row && now.getTime() - row.at.getTime() < rememberedMs ? row.failures : 0;
  }
}

function keysOf({ plugin, channel, senderId }: RecordedSender): readonly [string, string] {
  return [`${plugin} ${channel}`, `${plugin} ${channel} ${senderId}`];
}
