import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BehaviourScript } from './behaviour/behaviour-script.js';
import type { CarrierBehaviour } from './behaviour/carrier-behaviour.js';
import { type RefusalCode, refusals } from './behaviour/refusals.js';
import type { CarrierMessage, PostOutcome } from './carrier-message.js';
import type { Delivery } from './delivery.js';
import { InvalidRequestError } from './errors/invalid-request-error.js';
import type { Handsets } from './handsets/handsets.js';
import type { Journal } from './ledger/journal.js';
import type { Ledger } from './ledger/ledger.js';
import type { AcceptedEntry, InboundEntry, ReceiptEntry } from './ledger/ledger-entry.js';
import type { MessageBook } from './ledger/message-book.js';
import type { StoredMedia } from './media/media-store.js';
import type { CompanyNumber } from './numbers/company-number.js';
import type { CompanyNumbers } from './numbers/company-numbers.js';
import { keywordOf } from './opt-outs/keyword-of.js';
import type { OptOuts } from './opt-outs/opt-outs.js';
import { countSegments } from './segments.js';
import { splitText } from './split-text.js';

/** A text as somebody wrote it on a phone. */
export interface HandsetText {
  /** E.164; any number, also one that the carrier has never seen. */
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media?: readonly StoredMedia[];
}

export interface FoundMessage {
  readonly accepted: AcceptedEntry;
  readonly receipt: ReceiptEntry | undefined;
}

export interface CarrierParts {
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly book: MessageBook;
  readonly handsets: Handsets;
  readonly numbers: CompanyNumbers;
  readonly optOuts: OptOuts;
  readonly script: BehaviourScript;
  readonly delivery: Delivery;
  readonly closing: AbortSignal;
}

/** What a carrier does: takes messages over, shows them on phones, reports, and passes on what phones send. */
export class Carrier {
  readonly #parts: CarrierParts;
  readonly #attempts = new Map<string, number>();

  constructor(parts: CarrierParts) {
    this.#parts = parts;
  }

  /** Goes on with what an earlier process on the same ledger owed. */
  resume(): void {
    const { book, delivery, script } = this.#parts;
    for (const entry of book.undelivered()) delivery.deliver(entry, script.current());
    for (const entry of book.notHandedOver()) delivery.handOver(entry, script.current());
  }

  /** @throws LedgerWriteError; AbortError when the carrier is closed meanwhile */
  async post(message: CarrierMessage): Promise<PostOutcome> {
    const { script, closing, journal, delivery, optOuts } = this.#parts;
    const behaviour = script.next({ ...message, attempt: this.#countAttempt(message.clientMessageId) });
    if (behaviour.failBeforeAccept === 'resetUnread') return { outcome: 'failed', fail: 'reset' };
    if (behaviour.latencyMs > 0) await delay(behaviour.latencyMs, undefined, { signal: closing });
    if (behaviour.failBeforeAccept) return { outcome: 'failed', fail: behaviour.failBeforeAccept };
    const refuse = optOuts.has(message.from, message.to) ? 'recipient_opted_out' : behaviour.refuse;
    if (refuse) return refused(refuse, behaviour.retryAfterHint);
    const { clientMessageId, clientAttempt, from, to, body, mediaUrls, statusCallback, inboundCallback, secret } =
      message;
    await this.register({ address: from, statusCallback, inboundCallback, secret });
    const segments = countSegments(body);
    const carrierMessageId = `sim_${randomUUID()}`;
    const at = this.#at(behaviour);
    const entry: AcceptedEntry = {
      kind: 'accepted',
      at,
      carrierMessageId,
      clientMessageId,
      ...(clientAttempt === undefined ? {} : { clientAttempt }),
      from,
      to,
      body,
      mediaUrls,
      segments,
      ...(behaviour.clockSkewMs === 0 ? {} : { clockSkewMs: behaviour.clockSkewMs }),
    };
    await journal.write(entry);
    delivery.deliver(entry, behaviour);
    return { outcome: 'accepted', carrierMessageId, segments, fail: behaviour.failAfterAccept };
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
    const { numbers, script, delivery } = this.#parts;
    if (!numbers.get(to)) throw new InvalidRequestError('to', 'is not the number of a company', 404);
    const behaviour = script.inbound?.({ from, to, body }) ?? script.current();
    const [first, second] = behaviour.splitInbound ? splitText(body) : [body];
    const entry = await this.#takeText({ from, to, body: first, media }, behaviour);
    delivery.handOver(entry, behaviour);
    if (second) delivery.handOver(await this.#takeText({ from, to, body: second, media: [] }, behaviour), behaviour);
    return entry;
  }

  /** Puts a phone on the list of those who opted out of a company's number, or takes it off. */
  async setOptOut(company: string, phone: string, optedOut: boolean): Promise<void> {
    const { journal, optOuts } = this.#parts;
    if (optOuts.has(company, phone) === optedOut) return;
    await journal.write({ kind: 'optOut', at: new Date().toISOString(), company, phone, optedOut });
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

  /** Accepted messages of one client message id, each with the highest receipt there is. */
  lookUp(clientMessageId: string): readonly FoundMessage[] {
    const { ledger, book } = this.#parts;
    return ledger
      .accepted(clientMessageId)
      .map((accepted) => ({ accepted, receipt: book.highest(accepted.carrierMessageId) }));
  }

  async #takeText(text: Required<HandsetText>, behaviour: CarrierBehaviour): Promise<InboundEntry> {
    const keyword = behaviour.honoursStop ? keywordOf(text.body) : null;
    if (keyword) await this.setOptOut(text.to, text.from, keyword === 'stop');
    const entry: InboundEntry = {
      kind: 'inbound',
      at: this.#at(behaviour),
      carrierMessageId: `sim_${randomUUID()}`,
      ...text,
      ...(keyword ? { keyword } : {}),
    };
    await this.#parts.journal.write(entry);
    return entry;
  }

  #countAttempt(clientMessageId: string): number {
    const attempt = (this.#attempts.get(clientMessageId) ?? 0) + 1;
    this.#attempts.set(clientMessageId, attempt);
    return attempt;
  }

  #at({ clockSkewMs }: CarrierBehaviour): string {
    return new Date(Date.now() + clockSkewMs).toISOString();
  }
}

function refused(code: RefusalCode, retryAfterHint: boolean): PostOutcome {
  const { retryAfterSeconds, ...refusal } = refusals[code];
  const hint = retryAfterSeconds === undefined || !retryAfterHint ? {} : { retryAfterSeconds };
  return { outcome: 'refused', code, ...refusal, ...hint };
}
