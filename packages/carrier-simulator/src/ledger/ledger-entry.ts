export type CarrierReceiptState = 'sent' | 'delivered' | 'read';

/** A company's number, and where its receipts and inbound messages go. The last entry of an address counts. */
export interface NumberEntry {
  readonly kind: 'number';
  readonly at: string;
  readonly address: string;
  readonly name?: string;
  readonly statusCallback?: string;
  readonly inboundCallback?: string;
  readonly secret?: string;
}

/** A message that the carrier took over. Posted twice, accepted twice. */
export interface AcceptedEntry {
  readonly kind: 'accepted';
  readonly at: string;
  readonly carrierMessageId: string;
  readonly clientMessageId: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly segments: number;
}

/** What fetching one picture of an accepted message gave; without `mediaId` it failed. */
export interface MediaEntry {
  readonly kind: 'media';
  readonly at: string;
  readonly carrierMessageId: string;
  readonly index: number;
  readonly mediaId?: string;
  readonly contentType?: string;
}

export interface ReceiptEntry {
  readonly kind: 'receipt';
  readonly at: string;
  readonly eventId: string;
  readonly carrierMessageId: string;
  readonly state: CarrierReceiptState;
  /** Deliberately never sent. */
  readonly lost: boolean;
}

/** A message that a phone sent to a company's number. */
export interface InboundEntry {
  readonly kind: 'inbound';
  readonly at: string;
  readonly carrierMessageId: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly { readonly mediaId: string; readonly contentType: string }[];
}

/** How handing an event to its callback address ended. */
export interface CallbackEntry {
  readonly kind: 'callback';
  readonly at: string;
  readonly eventId: string;
  readonly outcome: 'acknowledged' | 'givenUp';
}

/** Times are ISO 8601, UTC. */
export type LedgerEntry = NumberEntry | AcceptedEntry | MediaEntry | ReceiptEntry | InboundEntry | CallbackEntry;
