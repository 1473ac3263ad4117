import type { ChannelProvider, HttpClient, ReceiptState, WebhookRequest } from '@hailpoint/kernel';
import type { CarrierDialect } from './carrier-dialect.js';
import type { PluginUnderTest } from './plugin-subject.js';

/** The way to the carrier that the suite plays. */
export interface CarrierConnection {
  /** Where it answers, without a trailing slash; stands in place of the real carrier's address. */
  readonly url: string;
  /** The client that an installation gives to plugins. An SDK may bring its own. */
  readonly http: HttpClient;
}

/** What a webhook says; the suite makes the request of it. */
export interface WebhookContent {
  /** Default POST. */
  readonly method?: string;
  /** Below `/webhooks/{pluginId}`, with a leading slash. */
  readonly path: string;
  /** Without the question mark. Default: none. */
  readonly query?: string;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, parameters as a form. */
  readonly body: string | URLSearchParams | object;
}

/** A receipt that the carrier shall report. */
export interface ReceiptToReport {
  readonly messageId: string;
  readonly carrierMessageId: string;
  readonly state: ReceiptState;
}

/** A picture of a customer. A webhook names it by its id or by its address, as the carrier does. */
export interface InboundMediaToReport {
  readonly id: string;
  /** Where it can be fetched. */
  readonly url: string;
  readonly contentType: string;
}

/** A text of a customer that the carrier shall hand over. */
export interface InboundToReport {
  readonly carrierMessageId: string;
  readonly from: string;
  /** The address of one of the provider's senders. */
  readonly to: string;
  readonly body: string;
  /** Empty, unless there is `fetchMedia`. */
  readonly media: readonly InboundMediaToReport[];
}

/** How the carrier calls back. */
export interface WebhookDialect {
  /** What the carrier signs with. */
  readonly secret: string;
  /** The request with the carrier's signature by this secret. */
  sign(request: WebhookRequest, secret: string): WebhookRequest;
  /** Needed when receipts are declared. */
  receipt?(receipt: ReceiptToReport): WebhookContent;
  /** Needed when inbound messages are declared. */
  inbound?(message: InboundToReport): WebhookContent;
}

interface Surroundings {
  readonly carrier: CarrierDialect;
  /** Needed when receipts or inbound messages are declared. */
  readonly webhooks?: WebhookDialect;
  /** What of the configuration nobody may see. The secret of the webhooks is always one. */
  readonly secrets?: readonly string[];
  /** Whom the suite writes to. Default: a phone number for channels of phones, else an e-mail address. */
  readonly recipientId?: string;
}

/** What the suite must know of a channel provider: how to make one, and the words of the carrier behind it. */
export type ChannelProviderSubject = Surroundings &
  (
    | { plugin(carrier: CarrierConnection): PluginUnderTest; readonly provider?: undefined }
    | { provider(carrier: CarrierConnection): ChannelProvider | Promise<ChannelProvider>; readonly plugin?: undefined }
  );
