import type { CarrierReceiptState } from '../ledger/ledger-entry.js';

/** Body of a POST to a status callback. */
export interface ReceiptCallback {
  readonly type: 'receipt';
  /** The same for every delivery of the same event. */
  readonly eventId: string;
  readonly carrierMessageId: string;
  readonly clientMessageId: string;
  readonly state: CarrierReceiptState;
  /** Why it was not delivered. */
  readonly code?: string;
  readonly reason?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Body of a POST to an inbound callback. */
export interface InboundCallback {
  readonly type: 'message';
  readonly eventId: string;
  readonly carrierMessageId: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** `url` is on the carrier. */
  readonly media: readonly { readonly url: string; readonly contentType: string }[];
  /** What the carrier made of the text: it put the phone on its list of those who opted out, or took it off. */
  readonly keyword?: 'stop' | 'start';
  readonly at: string;
}

export type CallbackBody = ReceiptCallback | InboundCallback;
