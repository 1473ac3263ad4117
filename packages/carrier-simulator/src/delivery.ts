import { setTimeout as delay } from 'node:timers/promises';
import type { CarrierBehaviour } from './behaviour/carrier-behaviour.js';
import type { CallbackBody } from './callbacks/callback-body.js';
import type { CallbackSender } from './callbacks/callback-sender.js';
import { InvalidRequestError } from './errors/invalid-request-error.js';
import type { Journal } from './ledger/journal.js';
import type { AcceptedEntry, CarrierReceiptState, InboundEntry } from './ledger/ledger-entry.js';
import { type MessageBook, receiptEventId } from './ledger/message-book.js';
import { fetchMedia } from './media/fetch-media.js';
import type { MediaStore } from './media/media-store.js';
import type { CompanyNumbers } from './numbers/company-numbers.js';

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

  /** Whatever is still owed for the message: its pictures, and the receipts `sent` and `delivered`. */
  deliver(entry: AcceptedEntry, behaviour: CarrierBehaviour): void {
    for (const [index, url] of entry.mediaUrls.entries()) {
      if (!this.#parts.book.isFetched(entry.carrierMessageId, index)) this.#track(this.#fetch(entry, index, url));
    }
    this.#track(
      (async () => {
        await this.#report(entry, 'sent', behaviour);
        await this.#report(entry, 'delivered', behaviour);
        if (this.#parts.book.receipt(receiptEventId(entry.carrierMessageId, 'read'))) {
          await this.#report(entry, 'read', behaviour);
        }
      })(),
    );
  }

  reportRead(entry: AcceptedEntry, behaviour: CarrierBehaviour): void {
    this.#track(this.#report(entry, 'read', behaviour));
  }

  /** Gives a phone's text to the company. */
  handOver(entry: InboundEntry): void {
    const url = this.#parts.url();
    const media = entry.media.map(({ mediaId, contentType }) => ({ url: `${url}/v1/media/${mediaId}`, contentType }));
    const { carrierMessageId, from, to, body, at } = entry;
    this.#track(
      this.#send({ type: 'message', eventId: carrierMessageId, carrierMessageId, from, to, body, media, at }, to),
    );
  }

  /** Resolves when nothing is under way; does not end before that by itself unless the closing signal was aborted. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  async #report(entry: AcceptedEntry, state: CarrierReceiptState, behaviour: CarrierBehaviour): Promise<void> {
    const { journal, book, closing, receiptDelayMs } = this.#parts;
    const { carrierMessageId, clientMessageId } = entry;
    const eventId = receiptEventId(carrierMessageId, state);
    if (book.isSettled(eventId) || closing.aborted) return;
    if (receiptDelayMs > 0) await delay(receiptDelayMs, undefined, { signal: closing }).catch(() => {});
    if (closing.aborted) return;
    let receipt = book.receipt(eventId);
    if (!receipt) {
      receipt = { kind: 'receipt', at: now(), eventId, carrierMessageId, state, lost: behaviour.loseReceipts };
      await journal.write(receipt);
    }
    if (receipt.lost) return;
    const body = { type: 'receipt', eventId, carrierMessageId, clientMessageId, state, at: receipt.at } as const;
    await this.#send(body, entry.from);
    if (behaviour.repeatReceipts) await this.#parts.callbacks.send(body, () => this.#parts.numbers.get(entry.from));
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
        const bytes = await fetchMedia(url, AbortSignal.any([closing, AbortSignal.timeout(mediaTimeoutMs)]));
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

function now(): string {
  return new Date().toISOString();
}
