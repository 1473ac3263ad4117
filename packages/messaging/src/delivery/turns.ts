export interface ServedGroup {
  readonly plugin: string;
  /** Channel and id. */
  readonly sender: string;
  readonly group: string;
}

/** Who was served last on this node: the senders of a provider take turns, and the groups of a sender. */
export class Turns {
  readonly #senders = new Map<string, string>();
  readonly #groups = new Map<string, ServedGroup>();

  served(plugin: string, sender: string, group: string): void {
    this.#senders.set(plugin, sender);
    this.#groups.set(`${plugin} ${sender}`, { plugin, sender, group });
  }

  /** '': none yet. */
  senderServedLast(plugin: string): string {
    return this.#senders.get(plugin) ?? '';
  }

  servedLast(): readonly ServedGroup[] {
    return [...this.#groups.values()];
  }
}
