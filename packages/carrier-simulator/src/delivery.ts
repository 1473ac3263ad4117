import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { CarrierBehaviour } from './behaviour/carrier-behaviour.js';
import { undeliveredCodes } from './behaviour/undelivered-codes.js';
import type { CallbackBody } from './callbacks/callback-body.js';
import type { CallbackSender } from './callbacks/callback-sender.js';
import { inboundCallback } from './callbacks/inbound-callback.js';
import { receiptCallback } from './callbacks/receipt-callback.js';
import { InvalidRequestError } from './errors/invalid-request-error.js';
import type { Journal } from './ledger/journal.js';
import type { AcceptedEntry, CarrierReceiptState, InboundEntry, ReceiptEntry } from './ledger/ledger-entry.js';
import { type MessageBook, receiptEventId } from './ledger/message-book.js';
import { fetchMedia } from './media/fetch-media.js';
import type { MediaStore } from './media/media-store.js';
import type { CompanyNumbers } from './numbers/company-numbers.js';
import { withinTime } from './within-time.js';

const mediaAttempts = 4;
const mediaTimeoutMs = 15_000;

export interface DeliveryParts {
  readonly journal: Journal;
  readonly book: MessageBook;
  readonly numbers: CompanyNumbers;
  readonly media: MediaStore;
  readonly callbacks: CallbackSender;
  /** Milliseconds before each receipt. */
  readonly receiptDelayMs: number;
  readonly closing: AbortSignal;
  /** Where this carrier answers. */
  readonly url: () => string;
}

/** What happens to a message after it was taken over, in the background: pictures, receipts, handing over. */
export class Delivery {
  readonly #parts: DeliveryParts;
  readonly #work = new Set<Promise<void>>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Whatever is still owed for the message: its pictures, and the receipts of how it goes and how it ends. */
  deliver(entry: AcceptedEntry, behaviour: CarrierBehaviour): void {
    const { book } = this.#parts;
    for (const [index, url] of entry.mediaUrls.entries()) {
      if (!book.isFetched(entry.carrierMessageId, index)) this.#track(this.#fetch(entry, index, url));
    }
    this.#track(this.#reportAll(entry, behaviour));
    if (behaviour.foreignReceipt) this.#track(this.#reportForeign(entry.from, behaviour));
  }

  reportRead(entry: AcceptedEntry, behaviour: CarrierBehaviour): void {
    this.#track(this.#report(entry, 'read', behaviour));
  }

  /** Gives a phone's text to the company. */
  handOver(entry: InboundEntry, behaviour: CarrierBehaviour): void {
    const body = inboundCallback(entry, this.#parts.url());
    this.#track(
      (async () => {
        if (!(await this.#pause(behaviour.inboundDelayMs))) return;
        const times = behaviour.repeatInbound ? 2 : 1;
        await Promise.all(Array.from({ length: times }, () => this.#send(body, entry.to)));
      })(),
    );
  }

  /** Resolves when nothing is under way; does not end before that by itself unless the closing signal was aborted. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  async #reportAll(entry: AcceptedEntry, behaviour: CarrierBehaviour): Promise<void> {
    const { book } = this.#parts;
    const known = (['delivered', 'undelivered'] as const).find((state) => book.receipt(idOf(entry, state)));
    const final = known ?? (behaviour.undelivered ? 'undelivered' : 'delivered');
    if (behaviour.reorderReceipts) {
      // What happened first is written first, and told last.
      await this.#receipt(entry, 'sent', behaviour);
      await this.#report(entry, final, behaviour);
      await this.#report(entry, 'sent', behaviour);
    } else {
      await this.#report(entry, 'sent', behaviour);
      await this.#report(entry, final, behaviour);
    }
    if (book.receipt(idOf(entry, 'read'))) await this.#report(entry, 'read', behaviour);
  }

  async #report(entry: AcceptedEntry, state: CarrierReceiptState, behaviour: CarrierBehaviour): Promise<void> {
    if (this.#parts.book.isSettled(idOf(entry, state))) return;
    if (!(await this.#pause(this.#parts.receiptDelayMs + behaviour.receiptDelayMs))) return;
    const receipt = await this.#receipt(entry, state, behaviour);
    if (receipt.lost) return;
    const body = receiptCallback(receipt, entry.clientMessageId);
    await this.#send(body, entry.from);
    if (behaviour.repeatReceipts) await this.#send(body, entry.from);
  }

  /** The receipt as the ledger has it; written when it is new. */
  async #receipt(entry: AcceptedEntry, state: CarrierReceiptState, behaviour: CarrierBehaviour): Promise<ReceiptEntry> {
    const eventId = idOf(entry, state);
    const known = this.#parts.book.receipt(eventId);
    if (known) return known;
    const { undelivered: code, loseReceipts, clockSkewMs } = behaviour;
    const receipt: ReceiptEntry = {
      kind: 'receipt',
      at: now(clockSkewMs),
      eventId,
      carrierMessageId: entry.carrierMessageId,
      state,
      ...(state === 'undelivered' && code ? { code, reason: undeliveredCodes[code] } : {}),
      lost: loseReceipts === true || (loseReceipts === 'sent' ? state === 'sent' : loseReceipts && state !== 'sent'),
    };
    await this.#parts.journal.write(receipt);
    return receipt;
  }

  async #reportForeign(company: string, { clockSkewMs }: CarrierBehaviour): Promise<void> {
    const carrierMessageId = `sim_${randomUUID()}`;
    const eventId = receiptEventId(carrierMessageId, 'delivered');
    const receipt: ReceiptEntry = {
      kind: 'receipt',
      at: now(clockSkewMs),
      eventId,
      carrierMessageId,
      state: 'delivered',
      lost: false,
      foreign: true,
    };
    await this.#parts.journal.write(receipt);
    await this.#send(receiptCallback(receipt, randomUUID()), company);
  }

  /** `false`: the carrier closes meanwhile. */
  async #pause(milliseconds: number): Promise<boolean> {
    const { closing } = this.#parts;
    if (milliseconds > 0) await delay(milliseconds, undefined, { signal: closing }).catch(() => {});
    return !closing.aborted;
  }

  async #send(body: CallbackBody, company: string): Promise<void> {
    const outcome = await this.#parts.callbacks.send(body, () => this.#parts.numbers.get(company));
    if (outcome !== 'stopped') {
      await this.#parts.journal.write({ kind: 'callback', at: now(), eventId: body.eventId, outcome });
    }
  }

  async #fetch(entry: AcceptedEntry, index: number, url: string): Promise<void> {
    const { closing, media, journal } = this.#parts;
    const { carrierMessageId } = entry;
    for (let attempt = 1; attempt <= mediaAttempts && !closing.aborted; attempt += 1) {
      try {
        const bytes = await withinTime(mediaTimeoutMs, closing, (signal) => fetchMedia(url, signal));
        await journal.write({ kind: 'media', at: now(), carrierMessageId, index, ...(await media.put(bytes)) });
        return;
      } catch (error) {
        // Shown on the phone as a picture that could not be loaded; what is no picture will not become one.
        const isFinal = error instanceof InvalidRequestError && error.status !== 400;
        if (isFinal || attempt === mediaAttempts) break;
        await delay(200 * 2 ** attempt, undefined, { signal: closing, ref: false }).catch(() => {});
      }
    }
    if (!closing.aborted) await journal.write({ kind: 'media', at: now(), carrierMessageId, index });
  }

  #track(work: Promise<void>): void {
    // A ledger that cannot be written ends the work; the next message is told so when it is posted.
    const tracked = work.catch(() => {}).finally(() => this.#work.delete(tracked));
    this.#work.add(tracked);
  }
}

function idOf({ carrierMessageId }: AcceptedEntry, state: CarrierReceiptState): string {
  return receiptEventId(carrierMessageId, state);
}

function now(skewMs = 0): string {
  return new Date(Date.now() + skewMs).toISOString();
}
