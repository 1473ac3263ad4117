import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BehaviourScript } from './behaviour/behaviour-script.js';
import { refusals } from './behaviour/refusals.js';
import type { CarrierMessage, PostOutcome } from './carrier-message.js';
import type { Delivery } from './delivery.js';
import { InvalidRequestError } from './errors/invalid-request-error.js';
import type { Handsets } from './handsets/handsets.js';
import type { Journal } from './ledger/journal.js';
import type { Ledger } from './ledger/ledger.js';
import type { AcceptedEntry, CarrierReceiptState, InboundEntry } from './ledger/ledger-entry.js';
import type { MessageBook } from './ledger/message-book.js';
import type { StoredMedia } from './media/media-store.js';
import type { CompanyNumber } from './numbers/company-number.js';
import type { CompanyNumbers } from './numbers/company-numbers.js';
import { countSegments } from './segments.js';

/** A text as somebody wrote it on a phone. */
export interface HandsetText {
  /** E.164; any number, also one that the carrier has never seen. */
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media?: readonly StoredMedia[];
}

export interface CarrierParts {
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly book: MessageBook;
  readonly handsets: Handsets;
  readonly numbers: CompanyNumbers;
  readonly script: BehaviourScript;
  readonly delivery: Delivery;
  readonly closing: AbortSignal;
}

/** What a carrier does: takes messages over, shows them on phones, reports, and passes on what phones send. */
export class Carrier {
  readonly #parts: CarrierParts;

  constructor(parts: CarrierParts) {
    this.#parts = parts;
  }

  /** Goes on with what an earlier process on the same ledger owed. */
  resume(): void {
    const { book, delivery, script } = this.#parts;
    for (const entry of book.undelivered()) delivery.deliver(entry, script.current());
    for (const entry of book.notHandedOver()) delivery.handOver(entry);
  }

  /** @throws LedgerWriteError; AbortError when the carrier is closed meanwhile */
  async post(message: CarrierMessage): Promise<PostOutcome> {
    const { script, closing, journal, delivery } = this.#parts;
    const behaviour = script.next(message);
    if (behaviour.latencyMs > 0) await delay(behaviour.latencyMs, undefined, { signal: closing });
    if (behaviour.refuse) return { outcome: 'refused', code: behaviour.refuse, ...refusals[behaviour.refuse] };
    const { clientMessageId, from, to, body, mediaUrls, statusCallback, inboundCallback, secret } = message;
    await this.register({ address: from, statusCallback, inboundCallback, secret });
    const segments = countSegments(body);
    const carrierMessageId = `sim_${randomUUID()}`;
    const at = new Date().toISOString();
    const entry: AcceptedEntry = {
      kind: 'accepted',
      at,
      carrierMessageId,
      clientMessageId,
      from,
      to,
      body,
      mediaUrls,
      segments,
    };
    await journal.write(entry);
    delivery.deliver(entry, behaviour);
    return { outcome: 'accepted', carrierMessageId, segments, reset: behaviour.failAfterAccept === 'reset' };
  }

  /** Makes a company number known, or changes where it is reported to. What is absent stays as it is. */
  async register(number: CompanyNumber): Promise<void> {
    const changed = this.#parts.numbers.changed(number);
    if (changed) await this.#parts.journal.write({ kind: 'number', at: new Date().toISOString(), ...changed });
  }

  /**
   * Sends a text from a phone to a company number.
   * @throws InvalidRequestError (404) when no company has this number.
   */
  async text({ from, to, body, media = [] }: HandsetText): Promise<InboundEntry> {
    const { numbers, journal, delivery } = this.#parts;
    if (!numbers.get(to)) throw new InvalidRequestError('to', 'is not the number of a company', 404);
    const carrierMessageId = `sim_${randomUUID()}`;
    const entry: InboundEntry = {
      kind: 'inbound',
      at: new Date().toISOString(),
      carrierMessageId,
      from,
      to,
      body,
      media,
    };
    await journal.write(entry);
    delivery.handOver(entry);
    return entry;
  }

  /** Somebody looked at the phone. */
  read(address: string): void {
    const { handsets, script, book, delivery } = this.#parts;
    const behaviour = script.current();
    for (const id of handsets.markRead(address)) {
      const entry = book.accepted(id);
      if (entry && behaviour.readReceipts) delivery.reportRead(entry, behaviour);
    }
  }

  /** Accepted messages of one client message id, each with the highest state reported. */
  lookUp(clientMessageId: string): readonly (AcceptedEntry & { readonly state: CarrierReceiptState })[] {
    const { ledger, book } = this.#parts;
    return ledger.accepted(clientMessageId).map((entry) => ({ ...entry, state: book.state(entry.carrierMessageId) }));
  }
}
