import type { Projection } from '../ledger/journal.js';
import type { LedgerEntry } from '../ledger/ledger-entry.js';
import type { Handset, HandsetMedia, HandsetMessage } from './handset-message.js';

/** The phones, as the ledger's entries make them: applying the same entries gives the same phones. */
export class Handsets implements Projection {
  readonly #messages = new Map<string, Map<string, HandsetMessage>>();
  readonly #addressOf = new Map<string, string>();
  readonly #listeners = new Set<(address: string) => void>();

  /** Phones, the one with the newest message first. */
  list(): readonly Handset[] {
    return [...this.#messages.entries()]
      .map(([address, messages]) => {
        const all = [...messages.values()];
        const unread = all.filter((message) => message.direction === 'received' && !message.read).length;
        return { address, unread, last: all.at(-1) ?? null };
      })
      .sort((a, b) => (b.last?.at ?? '').localeCompare(a.last?.at ?? '') || a.address.localeCompare(b.address));
  }

  /** What one phone shows, oldest first. A phone that never took part shows nothing. */
  messages(address: string): readonly HandsetMessage[] {
    return [...(this.#messages.get(address)?.values() ?? [])];
  }

  /** Calls back with the address of each phone on which something changed; returns the way to stop it. */
  onChange(listener: (address: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * The first message on a phone that fits, now or as soon as it arrives.
   * @throws when none did within the time (milliseconds).
   */
  waitForMessage(
    address: string,
    fits: (message: HandsetMessage) => boolean = () => true,
    timeoutMs = 15_000,
  ): Promise<HandsetMessage> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.messages(address).find(fits);
        if (found) {
          stop();
          resolve(found);
        }
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`No message that fits reached the handset within ${timeoutMs} ms.`));
      }, timeoutMs);
      const unsubscribe = this.onChange((changed) => changed === address && look());
      const stop = () => {
        clearTimeout(timer);
        unsubscribe();
      };
      look();
    });
  }

  /** Marks all as read and returns the carrier ids of those that were not. */
  markRead(address: string): readonly string[] {
    const messages = this.#messages.get(address);
    const ids: string[] = [];
    for (const message of messages?.values() ?? []) {
      if (message.direction === 'sent' || message.read) continue;
      messages?.set(message.id, { ...message, read: true });
      ids.push(message.id);
    }
    if (ids.length > 0) this.#announce(address);
    return ids;
  }

  apply(entry: LedgerEntry): void {
    switch (entry.kind) {
      case 'accepted':
        this.#put(entry.to, {
          direction: 'received',
          id: entry.carrierMessageId,
          clientMessageId: entry.clientMessageId,
          company: entry.from,
          body: entry.body,
          media: entry.mediaUrls.map((): HandsetMedia => ({ state: 'loading' })),
          at: entry.at,
          read: false,
        });
        break;
      case 'inbound':
        this.#put(entry.from, {
          direction: 'sent',
          id: entry.carrierMessageId,
          company: entry.to,
          body: entry.body,
          media: entry.media.map(({ mediaId, contentType }) => ready(mediaId, contentType)),
          at: entry.at,
          state: 'waiting',
        });
        break;
      case 'media':
        this.#change(entry.carrierMessageId, (message) => ({
          ...message,
          media: message.media.with(
            entry.index,
            entry.mediaId ? ready(entry.mediaId, entry.contentType) : { state: 'failed' },
          ),
        }));
        break;
      case 'receipt':
        if (entry.state === 'read') {
          this.#change(entry.carrierMessageId, (message) =>
            message.direction === 'received' ? { ...message, read: true } : message,
          );
        }
        break;
      case 'callback':
        this.#change(entry.eventId, (message) =>
          message.direction === 'sent'
            ? { ...message, state: entry.outcome === 'acknowledged' ? 'handedOver' : 'failed' }
            : message,
        );
        break;
      case 'number':
        break;
    }
  }

  #put(address: string, message: HandsetMessage): void {
    const messages = this.#messages.get(address) ?? new Map<string, HandsetMessage>();
    this.#messages.set(address, messages.set(message.id, message));
    this.#addressOf.set(message.id, address);
    this.#announce(address);
  }

  #change(id: string, change: (message: HandsetMessage) => HandsetMessage): void {
    const address = this.#addressOf.get(id);
    const message = address && this.#messages.get(address)?.get(id);
    if (!address || !message) return;
    this.#messages.get(address)?.set(id, change(message));
    this.#announce(address);
  }

  #announce(address: string): void {
    for (const listener of this.#listeners) listener(address);
  }
}

function ready(mediaId: string, contentType: string | undefined): HandsetMedia {
  return { state: 'ready', url: `/v1/media/${mediaId}`, ...(contentType ? { contentType } : {}) };
}
