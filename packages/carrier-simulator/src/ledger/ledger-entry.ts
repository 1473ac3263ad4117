export type CarrierReceiptState = 'sent' | 'undelivered' | 'delivered' | 'read';

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
  /** Which of the company's attempts it was; absent: the company did not say. */
  readonly clientAttempt?: number;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly segments: number;
  /** How far the carrier's clock was ahead just then; absent: not at all. */
  readonly clockSkewMs?: number;
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
  /** Why it was not delivered. */
  readonly code?: string;
  readonly reason?: string;
  /** Deliberately never sent. */
  readonly lost: boolean;
  /** For a message that nobody knows; made up to see what the company makes of it. */
  readonly foreign?: true;
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
  /** What the carrier itself made of the text. */
  readonly keyword?: 'stop' | 'start';
}

/** A phone was put on the carrier's list of those who opted out of a company's number, or taken off it. */
export interface OptOutEntry {
  readonly kind: 'optOut';
  readonly at: string;
  readonly company: string;
  readonly phone: string;
  readonly optedOut: boolean;
}

/** How handing an event to its callback address ended. */
export interface CallbackEntry {
  readonly kind: 'callback';
  readonly at: string;
  readonly eventId: string;
  readonly outcome: 'acknowledged' | 'givenUp';
}

/** Times are ISO 8601, UTC, by the carrier's clock. */
export type LedgerEntry =
  | NumberEntry
  | AcceptedEntry
  | MediaEntry
  | ReceiptEntry
  | InboundEntry
  | OptOutEntry
  | CallbackEntry;
