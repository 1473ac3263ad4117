import type { ReceiptState } from '@hailpoint/kernel';

/** A request of the provider, as the carrier got it. */
export interface CarrierRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer of the carrier. */
export interface CarrierAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. Default: empty. */
  readonly body?: string | object;
}

/** A message as the carrier's list of messages has it. */
export interface ListedMessage {
  readonly direction: 'inbound' | 'outbound';
  /** Ours; of an inbound message empty. */
  readonly messageId: string;
  readonly carrierMessageId: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** Of an outbound message: what has become of it. */
  readonly state: ReceiptState;
  readonly at: Date;
}

export interface HistoryPage {
  readonly messages: readonly ListedMessage[];
  /** What leads to the next page, to be put where the carrier has it; `null`: this is the last. */
  readonly next: string | null;
}

/** How a carrier says things over HTTP, so that the suite can speak for it. */
export interface CarrierDialect {
  /** It takes the message over, under this id. */
  accepted(carrierMessageId: string, request: CarrierRequest): CarrierAnswer;
  /** It refuses the message for good, for instance because the number does not exist. */
  refused(request: CarrierRequest): CarrierAnswer;
  /** It refuses because the recipient opted out. Absent: the carrier does not say so. */
  optedOut?(request: CarrierRequest): CarrierAnswer;
  /** Too many messages. Default: 429, with `Retry-After` when there are seconds to tell. */
  throttled?(retryAfterSeconds: number | null): CarrierAnswer;
  /** The carrier documents that a message answered with 500 was not taken over, so `notSent` is right too. Default false. */
  readonly serverErrorIsNotSent?: boolean;
  /** What it has of one message of ours that is looked up; `null`: nothing. Needed when there is `lookUp`. */
  lookedUp?(message: ListedMessage | null, request: CarrierRequest): CarrierAnswer;
  /** A page of its list of messages. Needed when there is `listHistory`. */
  history?(page: HistoryPage, request: CarrierRequest): CarrierAnswer;
  /** Id of the template, as in `templates()`, that a request asks for; `null`: it is free text. Needed when there are `templates`. */
  templateOf?(request: CarrierRequest): string | null;
  /** The answer to a request that is not about a message, such as for an access token; `null`: it is about one. Default: all are. */
  aside?(request: CarrierRequest): CarrierAnswer | null;
}
