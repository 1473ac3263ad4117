import type { CallContext } from './call-context.js';
import { defineExtensionPoint } from './extension-point.js';
import type { MessageTemplate, OutboundTemplate } from './message-template.js';

/** How fast a carrier takes messages of one sender. All nodes together keep to it. */
export interface SenderPace {
  /** Above 0; a fraction is fine: 0.5 is one segment every two seconds. */
  readonly segmentsPerSecond: number;
  /** Segments that may go at once after a rest. Default: what goes in one second, and 1 at least. */
  readonly burst?: number;
  /**
   * Segments that may wait: while so many or more do, a composed message is refused. Replies and what the virtual agent and the system write
   * are not. 1 at least. Default: no limit.
   */
  readonly queueLimit?: number;
}

/** The address a message goes out from. Unique per channel; it belongs to one provider. */
export interface Sender {
  /** Stable; what `from` names. By default the address. */
  readonly id: string;
  /** The provider ID: what the customer sees. */
  readonly address: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Consent is kept per group; default: one group per channel. */
  readonly group?: string;
  /** Default: messages go out as fast as the provider takes them. */
  readonly pace?: SenderPace;
}

export interface ChannelCapabilities {
  /** The kind of a person's address that this channel writes to: `phone`, `email`, ... */
  readonly addressKind: string;
  readonly text: {
    /** Characters (UTF-16 code units) that one message may have. */
    readonly maxLength: number;
    /** `sms`: GSM 7-bit or UCS-2 segments, which the bill counts. */
    readonly encoding: 'sms' | 'unicode';
  };
  /** Absent: text only. */
  readonly media?: {
    readonly contentTypes: readonly string[];
    readonly maxBytes: number;
    readonly maxCount: number;
    /** Characters (UTF-16 code units) that the text beside media may have. Default: `text.maxLength`. */
    readonly maxTextLength?: number;
    /** The carrier fetches media from the internet: without `server.publicUrl` media is a blocker. */
    readonly needsPublicUrl: boolean;
  };
  /** Receipts that the carrier reports. Empty: a sent message stays `sent`. */
  readonly receipts: readonly ReceiptState[];
  readonly inbound: boolean;
  /** Milliseconds after which `lookUp` saying `absent` is true. Present exactly when `lookUp` is. */
  readonly lookUpSettlesAfterMs?: number;
  /** Milliseconds after which a message is no longer worth sending. Default 24 hours. */
  readonly maximumAgeMs?: number;
  /** The carrier itself answers STOP, START and HELP: the core then answers none of them. Default false. */
  readonly confirmsOptOut?: boolean;
}

export interface OutboundMedia {
  /** Signed and expiring; readable without further credentials. */
  readonly url: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

export interface OutboundMessage {
  /** Ours. Hand it to the carrier where it can be found again. */
  readonly id: string;
  readonly channel: string;
  readonly sender: Sender;
  readonly recipientId: string;
  /** What the customer will see; of a template, the text with its variables filled in. */
  readonly body: string;
  /** Present: it goes out as this template, and not as free text. */
  readonly template?: OutboundTemplate;
  readonly media: readonly OutboundMedia[];
  /** 1 for the first try. */
  readonly attempt: number;
  /** When this attempt began; for a look-up: when the one began whose outcome is unknown. */
  readonly attemptedAt: Date;
}

/** What became of one attempt. A throw or a missed deadline is a fourth outcome, unknown: the core never sends such a message again blindly. */
export type SendOutcome =
  | { readonly outcome: 'accepted'; readonly carrierMessageId: string; readonly segments?: number }
  /** Final. `reason` is for the agent, without address or text. `optedOut`: the carrier refuses because the recipient opted out. */
  | { readonly outcome: 'rejected'; readonly code: string; readonly reason: string; readonly optedOut?: true }
  /** Surely not sent; try again. */
  | { readonly outcome: 'notSent'; readonly code: string; readonly reason: string; readonly retryAfterMs?: number };

export type LookUpOutcome =
  | {
      readonly outcome: 'found';
      readonly carrierMessageId: string;
      readonly state: ReceiptState;
      readonly code?: string;
      /** For the agent. */
      readonly reason?: string;
      /** The carrier did not deliver because the recipient opted out. */
      readonly optedOut?: true;
    }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'inconclusive'; readonly reason: string };

/** A request as it came in, untouched. */
export interface WebhookRequest {
  readonly method: string;
  /** Below `/webhooks/{pluginId}`, with a leading slash, without the query. */
  readonly path: string;
  /** Raw query string, without the question mark. */
  readonly query: string;
  /** Public URL that the carrier called, behind any proxy; signatures cover it. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WebhookResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type WebhookVerdict =
  | {
      readonly accepted: true;
      readonly response: WebhookResponse /** `false`: a handshake; nothing to store. Default true. */;
      readonly store?: boolean;
    }
  | { readonly accepted: false; readonly status: 401 | 403 | 404 | 405; readonly reason: string };

export type ReceiptState = 'sent' | 'failed' | 'undelivered' | 'delivered' | 'read';

export interface ReceiptEvent {
  readonly kind: 'receipt';
  /** Unique within the plugin; the same event delivered twice has the same id. */
  readonly eventId: string;
  /** Ours, when the carrier echoes it. One of the two ids is present. */
  readonly messageId?: string;
  readonly carrierMessageId?: string;
  readonly state: ReceiptState;
  /** The carrier's clock; the time of arrival where it names none. */
  readonly at?: Date;
  readonly code?: string;
  /** For the agent. */
  readonly reason?: string;
  /** The carrier did not deliver because the recipient opted out. */
  readonly optedOut?: true;
}

export interface InboundMessageEvent {
  readonly kind: 'message';
  readonly eventId: string;
  readonly carrierMessageId: string;
  readonly from: string;
  /** A sender's id or address. */
  readonly to: string;
  readonly body: string;
  readonly media: readonly { readonly reference: string; readonly contentType?: string }[];
  readonly at?: Date;
  /** What the carrier itself made of the text, where it says so. */
  readonly consentKeyword?: 'stop' | 'start' | 'help';
}

export type ChannelEvent = ReceiptEvent | InboundMessageEvent;

/** What the carrier knows of a stretch of time, page by page. */
export interface CarrierHistoryPage {
  /** Messages of customers with the event ids that their webhooks had, so that none is taken twice; receipts with what is known of our messages. */
  readonly events: readonly ChannelEvent[];
  /** For the next page; `null`: this was the last. */
  readonly cursor: string | null;
}

/** One thing that a provider looked at. Without secrets and addresses of customers. */
export interface CarrierDiagnosis {
  readonly ok: boolean;
  /** For the administrator, such as "The account is active." */
  readonly what: string;
  /** What to do, where it is not ok. Absent: only the carrier can. */
  readonly fix?: string;
}

/** Carries one channel. */
export interface ChannelProvider {
  readonly channel: string;
  readonly capabilities: ChannelCapabilities;
  senders(): readonly Sender[];
  /** Texts that the carrier has approved. Absent: the channel knows none. Synchronous and without I/O. */
  templates?(): readonly MessageTemplate[];
  send(message: OutboundMessage, context: CallContext): Promise<SendOutcome>;
  /** No I/O. */
  verify(request: WebhookRequest): WebhookVerdict;
  /** Of a verified request. No I/O. @throws PartlyUnreadableError when some of its events can be read and others cannot */
  parse(raw: WebhookRequest): readonly ChannelEvent[];
  /** What became of an attempt whose outcome is unknown. */
  lookUp?(message: OutboundMessage, context: CallContext): Promise<LookUpOutcome>;
  /** What the carrier knows of messages between two moments, both directions; compared daily with what we know. */
  listHistory?(
    period: { readonly from: Date; readonly to: Date },
    cursor: string | null,
    context: CallContext,
  ): Promise<CarrierHistoryPage>;
  /** Bytes of media of an inbound message. */
  fetchMedia?(reference: string, context: CallContext): Promise<Uint8Array>;
  /** Whether the carrier answers and knows our credentials, for `hailpoint doctor`. Sends nothing to customers. */
  diagnose?(context: CallContext): Promise<readonly CarrierDiagnosis[]>;
}

export const ChannelProvider = defineExtensionPoint<ChannelProvider>({
  id: 'channel-provider',
  version: 1,
  dispatch: 'keyed',
  failurePolicy: 'caller',
  deadlineMs: 20_000,
  requires: ['channel', 'capabilities', 'senders', 'send', 'verify', 'parse'],
  listensWhenOff: true,
  fault: channelProviderFault,
});

/** How a channel may be named: it stands in addresses and in configuration files. */
const channelName = /^[a-z][a-z0-9_-]{0,63}$/;

function channelProviderFault({ channel, capabilities, templates }: ChannelProvider): string | null {
  if (typeof channel !== 'string' || !channelName.test(channel)) {
    return 'Its channel must be a name such as "sms": lower case letters, digits, dashes, underscores, 64 at most.';
  }
  const { addressKind, text, receipts } = (capabilities ?? {}) as Partial<ChannelCapabilities>;
  if (typeof addressKind !== 'string' || addressKind === '') return 'Its capabilities.addressKind is missing.';
  if (!text || !(text.maxLength > 0) || (text.encoding !== 'sms' && text.encoding !== 'unicode')) {
    return 'Its capabilities.text needs maxLength, a number above 0, and encoding, "sms" or "unicode".';
  }
  if (templates !== undefined && typeof templates !== 'function') {
    return 'Its templates must be a function that answers a list, or be left out.';
  }
  return Array.isArray(receipts) ? null : 'Its capabilities.receipts must be a list; an empty one is fine.';
}
