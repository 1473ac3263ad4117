import type { RefusalCode } from './refusals.js';

/** How the carrier treats one message. A script answers one of these per message. */
export interface CarrierBehaviour {
  /** Milliseconds that the carrier takes before it looks at a message. */
  readonly latencyMs: number;
  /** The carrier refuses, and nothing is accepted. */
  readonly refuse: RefusalCode | null;
  /** Receipts are written to the ledger but never sent. */
  readonly loseReceipts: boolean;
  /** Every receipt is sent twice, with the same event id. */
  readonly repeatReceipts: boolean;
  /** Phones report when a message was read. */
  readonly readReceipts: boolean;
  /** `reset`: the message is accepted, and the connection is reset instead of an answer. */
  readonly failAfterAccept: 'reset' | null;
}

export const defaultBehaviour: CarrierBehaviour = Object.freeze({
  latencyMs: 0,
  refuse: null,
  loseReceipts: false,
  repeatReceipts: false,
  readReceipts: false,
  failAfterAccept: null,
});
