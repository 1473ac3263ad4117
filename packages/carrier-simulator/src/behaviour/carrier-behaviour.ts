import type { RefusalCode } from './refusals.js';
import type { UndeliveredCode } from './undelivered-codes.js';

/** How the carrier treats one message, in either direction. A script answers one of these per message. */
export interface CarrierBehaviour {
  /** Milliseconds that the carrier takes before it looks at a message. */
  readonly latencyMs: number;
  /** The carrier refuses, and nothing is accepted. */
  readonly refuse: RefusalCode | null;
  /** `false`: a refusal that asks for another try does not say when. */
  readonly retryAfterHint: boolean;
  /**
   * Nothing is accepted, and the company is not told so. `resetUnread`: the connection is reset at once; `reset`: after
   * the latency; `error`: an answer of 500, the same that `failAfterAccept` gives.
   */
  readonly failBeforeAccept: 'resetUnread' | 'reset' | 'error' | null;
  /** The message is accepted. `reset`: no answer; `error`: an answer of 500; `tornAnswer`: the answer ends in its middle. */
  readonly failAfterAccept: 'reset' | 'error' | 'tornAnswer' | null;
  /** Receipts are written to the ledger but never sent: all, the first, or the one that says how it ended. */
  readonly loseReceipts: boolean | 'sent' | 'final';
  /** Every receipt is sent twice, with the same event id. */
  readonly repeatReceipts: boolean;
  /** The receipt that says how it ended goes out before `sent`. */
  readonly reorderReceipts: boolean;
  /** Milliseconds before each receipt. */
  readonly receiptDelayMs: number;
  /** Beside the message's own receipts there is one for a message that nobody knows. */
  readonly foreignReceipt: boolean;
  /** The message ends as `undelivered`. `part_failed` is only possible for one of several segments. */
  readonly undelivered: UndeliveredCode | null;
  /** Phones report when a message was read. */
  readonly readReceipts: boolean;
  /** A phone's text is handed over twice at the same time, with the same event id. */
  readonly repeatInbound: boolean;
  /** A phone's text of several words arrives as two messages, milliseconds apart, as from a phone that does not join parts. */
  readonly splitInbound: boolean;
  /** Milliseconds before a phone's text is handed over. */
  readonly inboundDelayMs: number;
  /** A phone that texts STOP is put on the carrier's own list of those who opted out of this company's number; START takes it off. */
  readonly honoursStop: boolean;
  /** Milliseconds by which the carrier's clock is ahead; negative: behind. */
  readonly clockSkewMs: number;
}

export const defaultBehaviour: CarrierBehaviour = Object.freeze({
  latencyMs: 0,
  refuse: null,
  retryAfterHint: true,
  failBeforeAccept: null,
  failAfterAccept: null,
  loseReceipts: false,
  repeatReceipts: false,
  reorderReceipts: false,
  receiptDelayMs: 0,
  foreignReceipt: false,
  undelivered: null,
  readReceipts: false,
  repeatInbound: false,
  splitInbound: false,
  inboundDelayMs: 0,
  honoursStop: false,
  clockSkewMs: 0,
});
