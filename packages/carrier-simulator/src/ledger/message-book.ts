import type { Projection } from './journal.js';
import type { AcceptedEntry, CarrierReceiptState, InboundEntry, LedgerEntry, ReceiptEntry } from './ledger-entry.js';

const rank: readonly CarrierReceiptState[] = ['sent', 'undelivered', 'delivered', 'read'];

/** How far each message has come: what was reported, what was acknowledged, what is still owed. */
export class MessageBook implements Projection {
  readonly #accepted = new Map<string, AcceptedEntry>();
  readonly #inbound = new Map<string, InboundEntry>();
  readonly #receipts = new Map<string, ReceiptEntry>();
  readonly #fetched = new Set<string>();
  readonly #settled = new Set<string>();

  apply(entry: LedgerEntry): void {
    switch (entry.kind) {
      case 'accepted':
        this.#accepted.set(entry.carrierMessageId, entry);
        break;
      case 'inbound':
        this.#inbound.set(entry.carrierMessageId, entry);
        break;
      case 'receipt':
        this.#receipts.set(entry.eventId, entry);
        if (entry.lost) this.#settled.add(entry.eventId);
        break;
      case 'media':
        this.#fetched.add(`${entry.carrierMessageId}:${entry.index}`);
        break;
      case 'callback':
        this.#settled.add(entry.eventId);
        break;
      case 'number':
      case 'optOut':
        break;
    }
  }

  accepted(carrierMessageId: string): AcceptedEntry | undefined {
    return this.#accepted.get(carrierMessageId);
  }

  receipt(eventId: string): ReceiptEntry | undefined {
    return this.#receipts.get(eventId);
  }

  /** The event was acknowledged, given up, or lost on purpose. */
  isSettled(eventId: string): boolean {
    return this.#settled.has(eventId);
  }

  isFetched(carrierMessageId: string, index: number): boolean {
    return this.#fetched.has(`${carrierMessageId}:${index}`);
  }

  /** The highest receipt, sent or lost; `undefined`: none yet, so all that is known is that it was accepted. */
  highest(carrierMessageId: string): ReceiptEntry | undefined {
    const state = rank.findLast((each) => this.#receipts.has(receiptEventId(carrierMessageId, each)));
    return state && this.#receipts.get(receiptEventId(carrierMessageId, state));
  }

  /** Messages of which a receipt or a picture is still owed. */
  undelivered(): readonly AcceptedEntry[] {
    return [...this.#accepted.values()].filter(
      ({ carrierMessageId, mediaUrls }) =>
        !this.isSettled(receiptEventId(carrierMessageId, 'sent')) ||
        !(
          this.isSettled(receiptEventId(carrierMessageId, 'delivered')) ||
          this.isSettled(receiptEventId(carrierMessageId, 'undelivered'))
        ) ||
        (this.#receipts.has(receiptEventId(carrierMessageId, 'read')) &&
          !this.isSettled(receiptEventId(carrierMessageId, 'read'))) ||
        mediaUrls.some((_, index) => !this.isFetched(carrierMessageId, index)),
    );
  }

  /** Texts from phones that the company has not taken. */
  notHandedOver(): readonly InboundEntry[] {
    return [...this.#inbound.values()].filter((entry) => !this.isSettled(entry.carrierMessageId));
  }
}

export function receiptEventId(carrierMessageId: string, state: CarrierReceiptState): string {
  return `${carrierMessageId}:${state}`;
}
