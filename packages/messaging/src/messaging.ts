import type { Clock, Directory, Logger, PublicUrls, Storage, WebhookRequest, WebhookResponse } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { Backlog } from './backlog/read-backlog.js';
import type { FollowUpRule } from './follow-ups/follow-up-rule.js';
import type { SendVia } from './model/asked.js';
import type { ChannelConfiguration, ChannelConfigurationInput, ChannelPlan } from './model/channel-configuration.js';
import type { ComposeOptions } from './model/compose-options.js';
import type { Composition, ReplyRequest, SendRequest } from './model/composition.js';
import type { Consent, ConsentChange, ConsentChangeResult, ConsentOverview } from './model/consent.js';
import type { ContributionAnswers } from './model/contribution-answers.js';
import type {
  Interaction,
  InteractionDraft,
  InteractionListQuery,
  InteractionPatch,
  Page,
  PersonSummary,
} from './model/interaction.js';
import type { LiveEvent } from './model/live-event.js';
import type { AttachmentSummary, Message } from './model/message.js';
import type { LookUpResult } from './model/message-look-up.js';
import type { NotificationList } from './model/notification.js';
import type {
  NodeOverview,
  PluginChange,
  PluginChangeResult,
  PluginDetails,
  PluginOverview,
  PluginPlan,
} from './model/plugin-administration.js';
import type { Preflight, PreflightConsent } from './model/preflight.js';
import type { Reconciliation } from './model/reconciliation.js';
import type {
  ScheduledMessage,
  ScheduledMessageQuery,
  SchedulePatch,
  SchedulePreflight,
  ScheduleRequest,
  SendAt,
} from './model/scheduled-message.js';
import type { SendResult } from './model/send-result.js';
import type { Story } from './model/story.js';
import type { User, UserDraft, UserPatch } from './model/user.js';
import type { WebhookEvent, WebhookEventState } from './model/webhook-event.js';

/** Who acts. Roles are checked here as well as by the server's routes. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** How they came, where that is known. */
  readonly via?: SendVia;
}

export interface MessagingSettings {
  /** ISO 3166-1 alpha-2; the last fallback for national numbers. */
  readonly defaultCountry?: string;
  /** `server.publicUrl`, without a trailing slash. */
  readonly publicUrl?: string;
  /** Where this process itself answers, for example `http://127.0.0.1:7420`. Known once the server listens. */
  readonly localUrl: () => string;
  /** Channel configurations of the file, by channel. */
  readonly channels: Readonly<Record<string, ChannelConfigurationInput & { readonly locked?: boolean }>>;
  /** What happens when nobody answers. Default: `defaultFollowUps`. */
  readonly followUps?: readonly FollowUpRule[];
  /** Starts delivery and inbound workers. Default true. */
  readonly workers?: boolean;
}

export interface MessagingDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: MessagingSettings;
}

export interface Idempotency {
  /** Of the request's `Idempotency-Key`. Scope: (user, route). */
  readonly key: string;
  readonly route: string;
}

/** A stored answer given again for the same key has `replayed: true`. */
export interface Idempotent<T> {
  readonly result: T;
  readonly replayed: boolean;
}

export interface InteractionService {
  list(actor: Actor, query: InteractionListQuery): Promise<Page<Interaction>>;
  get(actor: Actor, number: string): Promise<Interaction>;
  create(actor: Actor, draft: InteractionDraft, idempotency?: Idempotency): Promise<Idempotent<Interaction>>;
  /** @throws StaleVersionError when `version` is not the present one. */
  update(actor: Actor, number: string, version: number, patch: InteractionPatch): Promise<Interaction>;
  close(
    actor: Actor,
    number: string,
    request: { state: 'closed_complete' | 'closed_abandoned'; reason: 'agent_ended' | 'no_response' },
  ): Promise<Interaction>;
  /**
   * Says whose the number of a running conversation is: it goes on with that person. A number that was someone else's changes hands as by a send.
   *
   * @throws StaleVersionError, NotAConversationError, UnknownReferenceError, InvalidFieldsError when the person is inactive
   */
  associate(actor: Actor, number: string, version: number, request: { user: string }): Promise<Interaction>;
  /** Oldest first; the newest page without a cursor, `nextCursor` leads to older ones. */
  thread(actor: Actor, number: string, query: { limit?: number; cursor?: string }): Promise<Page<Message>>;
}

export interface ComposeService {
  options(actor: Actor, number: string): Promise<ComposeOptions>;
  /** Which plugins answer when somebody composes from this record, in which order, and why the others do not. For agents and administrators. */
  explainContributions(actor: Actor, number: string): Promise<ContributionAnswers>;
  preflight(actor: Actor, number: string, composition: Composition): Promise<Preflight>;
  send(actor: Actor, number: string, request: SendRequest, idempotency?: Idempotency): Promise<Idempotent<SendResult>>;
  preflightReply(actor: Actor, number: string, request: ReplyRequest): Promise<Preflight>;
  reply(
    actor: Actor,
    number: string,
    request: ReplyRequest,
    idempotency?: Idempotency,
  ): Promise<Idempotent<SendResult>>;
  validateRecipient(
    actor: Actor,
    request: { channel: string; recipientId: string; country?: string },
  ): Promise<{
    valid: boolean;
    recipientId?: string;
    derivation?: import('@hailpoint/kernel').Derivation;
    reason?: string;
    code?: string;
    /** Whose the number is now, by the active profile; `null`: nobody's. Said of an older form of a number, too, which is not valid. */
    owner?: PersonSummary | null;
    /** People who have it in their record, a few. */
    users?: readonly PersonSummary[];
  }>;
}

/** Messages that wait for their moment. Agents work with them, administrators may look and cancel. */
export interface ScheduledMessageService {
  /** What will happen at that moment, as far as it can be known now. Writes nothing. */
  preflight(actor: Actor, number: string, request: Composition & { sendAt: SendAt }): Promise<SchedulePreflight>;
  schedule(
    actor: Actor,
    number: string,
    request: ScheduleRequest,
    idempotency?: Idempotency,
  ): Promise<Idempotent<ScheduledMessage>>;
  list(actor: Actor, query: ScheduledMessageQuery): Promise<Page<ScheduledMessage>>;
  get(actor: Actor, id: string): Promise<ScheduledMessage>;
  /** By whoever scheduled it, before it is sent; one that needs attention is scheduled again. @throws StaleVersionError */
  update(actor: Actor, id: string, version: number, patch: SchedulePatch): Promise<ScheduledMessage>;
  /** By any agent or administrator; whoever scheduled it is told. Again: the same answer. */
  cancel(actor: Actor, id: string): Promise<ScheduledMessage>;
}

/** Messages of which it is not known whether they were sent. */
export interface MessageService {
  /** Asks the carrier now what became of a message, and settles what follows, as the worker does. @throws LookUpImpossibleError */
  lookUp(actor: Actor, id: string): Promise<LookUpResult>;
  /**
   * Sends a message of unknown outcome again, as another attempt of the same message, after the checks of a send.
   *
   * @throws MayArriveTwiceError without `may_arrive_twice` in `confirm`, MessageNotUnknownError, and what a reply throws
   */
  resend(
    actor: Actor,
    id: string,
    request: { readonly confirm?: readonly string[] },
    idempotency?: Idempotency,
  ): Promise<Idempotent<Message>>;
}

/** Comparisons of what carriers know with what we know. */
export interface ReconciliationService {
  /** Newest first. */
  list(actor: Actor, query: { limit?: number; cursor?: string }): Promise<Page<Reconciliation>>;
  /**
   * Notes a comparison for each provider that can list what its carrier knows, or for one plugin's. Carried out by any node, soon.
   *
   * @throws InvalidFieldsError, ReconciliationPeriodError, ReconciliationProviderError
   */
  start(
    actor: Actor,
    request: { readonly plugin?: string; readonly from?: string; readonly to?: string },
  ): Promise<readonly Reconciliation[]>;
}

export interface AttachmentService {
  /** Judged by content, not by name or claim. @throws UnsupportedAttachmentError, AttachmentTooLargeError */
  upload(actor: Actor, file: { fileName: string; content: Uint8Array }): Promise<AttachmentSummary>;
  /** For agents: own unsent ones, and those of any message. */
  read(actor: Actor, id: string): Promise<{ summary: AttachmentSummary; content: Uint8Array }>;
  /** For carriers. `null`: token wrong or expired. */
  readBySignedToken(token: string): Promise<{ summary: AttachmentSummary; content: Uint8Array } | null>;
  /** Largest upload that any active channel takes, in bytes. */
  maxBytes(): number;
}

export interface NotificationService {
  list(actor: Actor, query: { limit?: number; cursor?: string }): Promise<NotificationList>;
  /** `ids` absent: all. Answers the unread count afterwards. */
  markRead(actor: Actor, ids?: readonly string[]): Promise<{ unread: number }>;
}

export interface UserService {
  list(actor: Actor, query: { q?: string; kind?: string; limit?: number; cursor?: string }): Promise<Page<User>>;
  get(actor: Actor, id: string): Promise<User>;
  create(actor: Actor, draft: UserDraft): Promise<User>;
  update(actor: Actor, id: string, patch: UserPatch): Promise<User>;
  findByUsername(username: string): Promise<User | null>;
}

export interface ChannelService {
  list(): Promise<readonly ChannelConfiguration[]>;
  /** What `put` would mean for what is under way. Changes nothing. */
  plan(actor: Actor, channel: string, input: ChannelConfigurationInput): Promise<ChannelPlan>;
  /** Sets the fields that are named; others stay as they are. @throws ChannelLockedError when the file forbids it */
  put(actor: Actor, channel: string, input: ChannelConfigurationInput): Promise<ChannelConfiguration>;
  /** Takes back what was set by `put`: file and defaults hold again. `null`: then nothing configures or carries the channel. */
  reset(actor: Actor, channel: string): Promise<ChannelConfiguration | null>;
}

export interface SignInService {
  /** One-time, valid 15 minutes. The token is shown once; only its hash is kept. */
  createLink(userId: string): Promise<{ token: string; expiresAt: string }>;
  /** `null`: used, expired or unknown. Answers a session token. */
  useLink(token: string): Promise<{ sessionToken: string; expiresAt: string; user: User } | null>;
  findSession(sessionToken: string): Promise<Actor | null>;
  endSession(sessionToken: string): Promise<void>;
  createAccessToken(userId: string, label?: string): Promise<string>;
  findAccessToken(token: string): Promise<Actor | null>;
}

export interface WebhookService {
  /** Verifies and stores; the answer for the carrier. Durable before a 2xx. 503 when the plugin is not loaded. */
  receive(pluginId: string, request: WebhookRequest): Promise<WebhookResponse>;
}

/** Carriers' events that could not be processed. For administrators. */
export interface WebhookEventService {
  /** Newest first; what is parked unless another state is asked for. */
  list(
    actor: Actor,
    query: { state?: WebhookEventState; limit?: number; cursor?: string },
  ): Promise<Page<WebhookEvent>>;
  countParked(actor: Actor): Promise<number>;
  /**
   * Processes it again, now. The event as it is afterwards: processed, or parked with the reason.
   *
   * @throws WebhookEventNotFoundError
   * @throws WebhookEventNotParkedError
   */
  replay(actor: Actor, id: string): Promise<WebhookEvent>;
  /**
   * Throws it away. The note is kept with it, as long as it is kept: 30 days.
   *
   * @throws WebhookEventNotFoundError
   * @throws WebhookEventNotParkedError
   */
  discard(actor: Actor, id: string, note: string): Promise<WebhookEvent>;
}

/** What customers decided about messages, and its proof. All but the first is for administrators. */
export interface ConsentService {
  /**
   * What holds for a conversation's recipient and the group of its sender, for agents. `null`: it is no conversation, or its sender is not
   * configured any more.
   *
   * @throws InteractionNotFoundError
   */
  ofConversation(actor: Actor, number: string): Promise<PreflightConsent | null>;
  /** What holds now, newest first; opt-outs unless opt-ins are asked for. */
  list(
    actor: Actor,
    query: { channel?: string; state?: Consent['state']; limit?: number; cursor?: string },
  ): Promise<Page<Consent>>;
  /** What holds for an address, in any written form, and how it came about. @throws InvalidFieldsError when it is no address */
  lookUp(actor: Actor, request: Pick<ConsentChange, 'channel' | 'recipientId' | 'country'>): Promise<ConsentOverview>;
  /**
   * Records what a customer decided elsewhere, or lifts an opt-out with proof. An opt-out cancels what waits to be sent to the number.
   *
   * @throws InvalidFieldsError no address, no proof, no person to opt in, or opting in somebody who opted out
   * @throws UnknownReferenceError
   */
  record(actor: Actor, change: ConsentChange): Promise<ConsentChangeResult>;
}

/** What runs, and what administrators change about it; every node follows. For administrators. */
export interface PluginService {
  list(actor: Actor): Promise<readonly PluginOverview[]>;
  /** @throws PluginNotFoundError */
  get(actor: Actor, id: string): Promise<PluginDetails>;
  /** What a change would do. Nothing is changed. @throws PluginNotFoundError, PluginLockedError, PluginChangeNotFoundError */
  plan(actor: Actor, id: string, change: PluginChange): Promise<PluginPlan>;
  /**
   * Carries it out on this node, and has the others follow. Without a `planId` only what nobody will notice is done.
   *
   * @throws PluginPlanChangedError, PluginPlanNeededError, PluginChangeBlockedError, and what {@link plan} throws
   */
  change(
    actor: Actor,
    id: string,
    request: PluginChange & { readonly planId?: string },
    operatingSystemUser?: string,
  ): Promise<PluginChangeResult>;
  /** Schemas of the plugins' configurations, by package, of those that bring one. */
  schemas(actor: Actor): Promise<readonly { readonly package: string; readonly schema: object }[]>;
  /** The processes of this installation, and whether they run the same. */
  nodes(actor: Actor): Promise<readonly NodeOverview[]>;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly user: { readonly id: string; readonly name: string } | null;
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditService {
  record(entry: {
    userId: string | null;
    operatingSystemUser?: string;
    action: string;
    subject: string;
    detail?: Record<string, unknown>;
  }): Promise<void>;
  /** `subject`: only what was done to it. */
  list(query: { subject?: string; limit?: number; cursor?: string }): Promise<Page<AuditEntry>>;
}

/** Tells what happened, in order and in plain words. For agents and administrators. */
export interface HistoryService {
  /**
   * Of an interaction with its messages, and of a record with the messages that were composed from it. `limit` counts messages; the newest
   * without a cursor, `nextCursor` leads to older ones.
   *
   * @throws InteractionNotFoundError
   */
  ofInteraction(actor: Actor, number: string, query: { limit?: number; cursor?: string }): Promise<Story>;
  /** @throws MessageNotFoundError */
  ofMessage(actor: Actor, id: string): Promise<Story>;
}

/** One line of the home page's guided list. */
export interface GuideEntry {
  /** What it shows, such as `B1`. */
  readonly situation: string;
  /** Number of the interaction to open. */
  readonly interaction: string;
  readonly title: string;
  readonly text: string;
}

export interface LiveEvents {
  /** Events of every node. Returns the way to stop. */
  subscribe(listener: (event: LiveEvent) => void): () => void;
}

/** The domain. Made by `createMessaging`. */
export interface Messaging {
  readonly interactions: InteractionService;
  readonly compose: ComposeService;
  readonly scheduled: ScheduledMessageService;
  readonly messages: MessageService;
  readonly reconciliations: ReconciliationService;
  readonly attachments: AttachmentService;
  readonly notifications: NotificationService;
  readonly users: UserService;
  readonly channels: ChannelService;
  readonly signIn: SignInService;
  readonly webhooks: WebhookService;
  readonly webhookEvents: WebhookEventService;
  readonly consents: ConsentService;
  readonly audit: AuditService;
  readonly history: HistoryService;
  readonly live: LiveEvents;
  /** The guided list of the demo data, with the numbers that the records got; empty without demo data. */
  guide(): Promise<readonly GuideEntry[]>;
  /** What waits for the workers, or for a person, on all nodes together. */
  backlog(): Promise<Backlog>;
  /** Starts the workers. */
  start(): void;
  /** Finishes what is under way, then stops. */
  stop(): Promise<void>;
}

/** What the plugin host needs of the domain, before the domain itself exists. Made by `createHostServices`. */
export interface DomainHostServices {
  readonly directory: Directory;
  storage(pluginId: string): Storage;
  publicUrls(pluginId: string): PublicUrls;
}
