/** The wire shapes of the HTTP API, as far as the pages read or write them. Times are ISO 8601, UTC. */

export type Role = 'agent_workspace_user' | 'admin';

export interface Person {
  id: string;
  name: string;
}

export interface Me {
  user: { id: string; name: string; username: string | null; roles: Role[] };
  features: { handsetUrl: string | null };
}

/** What happened to a record or a message. Times inside sentences and values are ISO 8601, UTC. */
export interface Story {
  subject: { kind: 'interaction' | 'message'; number: string; message: string | null };
  headline: string;
  chapters: StoryChapter[];
  present: { state: string; why: string; next: string | null };
  nextCursor: string | null;
}

export interface StoryChapter {
  at: string;
  actor: { kind: 'agent' | 'customer' | 'virtual_agent' | 'carrier' | 'system'; name: string };
  kind: string;
  tone: 'plain' | 'good' | 'bad' | 'doubt';
  sentence: string;
  details: { label: string; value: string }[];
  message: string | null;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type InteractionType = 'phone' | 'chat' | 'email' | 'walk_in' | 'messaging' | 'other';
export type OpenState = 'new' | 'work_in_progress' | 'on_hold' | 'wrap_up';
export type ClosedState = 'closed_complete' | 'closed_abandoned';
export type InteractionState = OpenState | ClosedState;
export type CloseReason =
  | 'agent_ended'
  | 'no_response'
  | 'recipient_reassigned'
  | 'taken_over_by_agent'
  | 'auto_closed';

export interface RelatedRecord {
  table: string;
  id: string;
  label?: string;
  url?: string;
}

export type VirtualAgentStop =
  | 'handed_off'
  | 'taken_over_by_agent'
  | 'recipient_reassigned'
  | 'opted_out'
  | 'failed'
  | 'closed';

/** What the virtual agent learned, and why it stopped. */
export interface VirtualAgentReport {
  collected: { label: string; value: string }[];
  stopped: { why: VirtualAgentStop; reason: string | null; at: string } | null;
}

/** A person, or a rule of the configuration. */
export interface ClosedBy {
  person: Person | null;
  followUp: { rule: string; when: 'customer_unanswered' | 'agent_unanswered'; afterMs: number } | null;
}

export interface ConversationDetails {
  channel: string;
  senderId: string;
  senderAddress: string;
  senderName: string;
  recipientId: string;
  guest: boolean;
  source: { number: string; type: InteractionType } | null;
  context: { number: string } | null;
  lastInboundAt: string | null;
  lastOutboundAt: string | null;
}

export interface Interaction {
  id: string;
  number: string;
  type: InteractionType;
  state: InteractionState;
  shortDescription: string | null;
  consumer: Person | null;
  contact: Person | null;
  openedFor: Person | null;
  assignedTo: Person | null;
  relatedRecord: RelatedRecord | null;
  conversation: ConversationDetails | null;
  virtualAgent: boolean;
  virtualAgentReport: VirtualAgentReport | null;
  liveGroup: Person[];
  closeReason: CloseReason | null;
  closedBy: ClosedBy | null;
  version: number;
  openedAt: string;
  updatedAt: string;
  closedAt: string | null;
  compose: { offered: boolean; code: string | null; reason: string | null };
}

export type InteractionSort = '-opened' | 'opened' | '-updated' | 'updated';

export interface InteractionFilter {
  view: 'mine' | 'all';
  type?: InteractionType;
  state?: InteractionState;
  q?: string;
  sort?: InteractionSort;
  limit?: number;
}

export interface InteractionDraft {
  type: Exclude<InteractionType, 'messaging'>;
  shortDescription?: string | null;
  consumer?: string | null;
  contact?: string | null;
  openedFor?: string | null;
  assignedTo?: string | null;
  relatedRecord?: RelatedRecord | null;
}

export interface InteractionPatch {
  shortDescription?: string | null;
  state?: OpenState;
  consumer?: string | null;
  contact?: string | null;
  openedFor?: string | null;
  assignedTo?: string | null;
  relatedRecord?: RelatedRecord | null;
}

export interface Reason {
  code: string;
  reason: string;
  until?: string;
}

export interface Derivation {
  rule: 'as_written' | 'from_country';
  country?: string;
  sources: { source: string; country: string }[];
  explanation: string;
}

export interface RunningConversation {
  number: string;
  channel: string;
  senderId: string;
  recipientId: string;
  assignedTo: Person | null;
  virtualAgent: boolean;
  lastMessageAt: string | null;
}

/** What may be sent in place of a text. */
export interface ComposeTemplate {
  id: string;
  name: string;
  language: string;
  /** With `{{variable}}` where a variable stands. */
  body: string;
  variables: { name: string; label: string; example: string | null; maxLength: number | null }[];
  senderIds: string[];
}

/** A template, and what was filled in, by the name of the variable. */
export interface TemplateChoice {
  id: string;
  variables: Record<string, string>;
}

/** What holds while something is allowed, and until when. */
export interface AvailabilityNote {
  note: string;
  until: string | null;
}

export interface ReplyOptions {
  interaction: string;
  templateOnly: boolean;
  reasons: Reason[];
  notes: AvailabilityNote[];
  templates: ComposeTemplate[];
}

export interface ComposeRecipient {
  recipientId: string | null;
  written: string;
  label: string;
  derivation: Derivation | null;
  available: boolean;
  reasons: Reason[];
  /** Free text may not go, for these reasons, and a template may. */
  templateOnly: boolean;
  notes: AvailabilityNote[];
  currentOwner: Person | null;
  defaultSender: string | null;
  /** Why that one. */
  defaultSenderExplanation: string | null;
  /** For each group of the channel's senders. */
  consents: PreflightConsent[];
}

export interface ComposeSender {
  id: string;
  address: string;
  name: string;
  plugin: string;
  group: string;
}

export interface ComposeChannel {
  channel: string;
  name: string;
  order: number;
  available: boolean;
  reasons: Reason[];
  recipients: ComposeRecipient[];
  manualEntry: boolean;
  senders: ComposeSender[];
  defaultSender: string | null;
  templates: ComposeTemplate[];
  text: { maxLength: number; encoding: 'sms' | 'unicode' };
  attachments: { contentTypes: string[]; maxBytes: number; maxCount: number } | null;
}

export interface ComposeOptions {
  interaction: string;
  person: { source: string; id: string; name: string; userId: string | null } | null;
  personExplanation: string;
  channels: ComposeChannel[];
  runningConversations: RunningConversation[];
  warnings: Reason[];
  /** IANA names; `null`: not known. */
  timeZones: { recipient: string | null; agent: string | null };
}

export interface Composition {
  channel: string;
  to: { recipientId: string } | { manual: string };
  from?: string;
  body?: string;
  template?: TemplateChoice;
  attachmentIds?: string[];
  /** Id of the scheduled message that this one is sent, or scheduled, instead of. */
  inPlaceOf?: string;
}

export interface ReplyComposition {
  body?: string;
  template?: TemplateChoice;
  attachmentIds?: string[];
}

/** What a send adds to what was composed. */
export interface Agreed {
  planId?: string;
  confirm?: string[];
}

export type Workflow = 'created' | 'appended' | 'replaced_virtual_agent' | 'replaced_different_user';

export interface PreflightWarning {
  code: string;
  message: string;
  confirmation: string | null;
}

export interface PreflightVerdict {
  point: string;
  plugin: string;
  contribution: string;
  verdict: string;
  code: string | null;
  reason: string | null;
  ms: number;
}

export interface PreflightPlan {
  row: string;
  workflow: Workflow;
  explanation: string;
  appendsTo: string | null;
  creates: boolean;
  closes: { number: string; reason: CloseReason; queuedMessages: number; assignedTo: Person | null }[];
  profile: {
    action: 'kept' | 'created' | 'linked' | 'replaced';
    previousUser: Person | null;
    /** That still wait in closed conversations. */
    canceledMessages: number;
  };
  assignment: 'to_agent' | 'unchanged';
  assignedTo: Person | null;
  joinsLiveGroup: boolean;
}

export type CompositionField = 'channel' | 'to' | 'from' | 'template' | 'body' | 'attachmentIds';

export type ConsentSource = 'keyword' | 'carrier' | 'admin' | 'api';

export type ConsentStanding = 'opted_out' | 'opted_in' | 'unknown';
export type ConsentAction = 'opt_out' | 'lift_opt_out' | 'opt_in';

export interface PreflightConsent {
  senderGroup: string;
  state: ConsentStanding;
  code: string;
  explanation: string;
  since: string | null;
  source: ConsentSource | null;
}

export interface ExpectedSend {
  at: string;
  precision: 'about' | 'not_before';
  segmentsAhead: number;
  explanation: string;
}

export interface Preflight {
  planId: string;
  sendable: boolean;
  channel: string;
  person: { source: string; id: string; name: string; userId: string | null; explanation: string } | null;
  recipient: {
    recipientId: string;
    manual: boolean;
    label: string | null;
    derivation: Derivation;
    explanation: string;
  } | null;
  sender: { id: string; address: string; name: string; plugin: string; explanation: string } | null;
  consent: PreflightConsent | null;
  plan: PreflightPlan | null;
  warnings: PreflightWarning[];
  confirmations: string[];
  blockers: (Reason & { field: CompositionField | null; variable?: string })[];
  /** Absent: nothing to know. */
  notes?: AvailabilityNote[];
  /** Free text may not go, and a template may. */
  templateOnly?: true;
  /** What goes out in place of a text. */
  template?: { id: string; name: string; language: string; text: string };
  text: { characters: number; encoding: 'gsm7' | 'ucs2' | 'unicode'; segments: number; maxLength: number };
  /** Absent: at once, or nobody can say. */
  expectedSend?: ExpectedSend;
  attachments: { id: string; fileName: string; contentType: string; size: number; explanation: string }[];
  verdicts: PreflightVerdict[];
  /** Only when it is asked for a later moment. */
  sendAt?: SendMoment;
}

/** An instant, or what a clock shows in a zone: `recipient`, `agent`, or an IANA name. */
export type SendAt = string | { localTime: string; zone: string };

export interface SendMoment {
  at: string;
  zone: string | null;
  recipientZone: string | null;
  /** What to know about it: the clocks jump over this time, or show it twice. */
  note: string | null;
}

export type ScheduledState = 'scheduled' | 'sending' | 'sent' | 'needs_attention' | 'canceled';

export interface ScheduledMessage {
  id: string;
  /** The record that it was composed from. */
  interaction: string;
  agent: Person;
  state: ScheduledState;
  sendAt: SendMoment;
  channel: string;
  to: { recipientId: string } | { manual: string };
  from: string;
  recipientId: string;
  body: string;
  template?: TemplateChoice & { name: string; language: string };
  attachments: Attachment[];
  confirm: string[];
  preflight: Preflight;
  cause: { code: string; reason: string | null } | null;
  message: { id: string; interaction: string } | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export type MessageState =
  | 'received'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  | 'undelivered'
  | 'unknown'
  | 'canceled';

export interface Attachment {
  id: string;
  fileName: string;
  contentType: string;
  size: number;
  width: number | null;
  height: number | null;
}

export interface Message {
  id: string;
  interaction: string;
  direction: 'outbound' | 'inbound';
  author: { kind: 'agent' | 'customer' | 'virtual_agent' | 'system'; person: Person | null };
  body: string;
  template?: { id: string; name: string; language: string };
  attachments: Attachment[];
  state: MessageState;
  cause: { code: string; reason: string | null } | null;
  stateAt: string;
  segments: number | null;
  encoding: string | null;
  attempts: number;
  lookUp: MessageLookUp | null;
  createdAt: string;
}

export type LookUpOutcome = 'found' | 'absent' | 'absent_early' | 'inconclusive' | 'failed' | 'late' | 'paused';

/** What is done about a message of which it is not known whether it was sent. */
export interface MessageLookUp {
  state: 'open' | 'unsettled' | 'impossible';
  asked: number;
  nextAt: string | null;
  last: { at: string; outcome: LookUpOutcome; reason: string | null } | null;
  words: string;
}

export interface LookUpResult {
  outcome: LookUpOutcome | 'known' | 'busy';
  words: string;
  message: Message;
}

export interface SendResult {
  workflow: Workflow;
  interaction: Interaction;
  message: Message;
  closed: string[];
  profile: { activated?: string; deactivated?: string };
  liveGroup: { added: Person[] };
  preflight: Preflight;
}

export interface Notification {
  id: string;
  kind: string;
  body: string;
  interaction: string | null;
  messageId: string | null;
  read: boolean;
  createdAt: string;
}

export interface NotificationList extends Page<Notification> {
  unread: number;
}

export interface GuideItem {
  /** Number of the record that shows it. */
  interaction: string;
  title: string;
  text: string;
}

export type PersonKind = 'agent' | 'consumer' | 'contact' | 'user';

export interface User {
  id: string;
  name: string;
  username: string | null;
  kind: PersonKind;
  phones: { label: string; number: string; country?: string | null }[];
  email: string | null;
  country: string | null;
  location: string | null;
}

export interface UserDraft {
  name: string;
  kind: PersonKind;
  phones?: { label: string; number: string; country?: string | null }[];
  email?: string | null;
  country?: string | null;
}

export interface ChannelConfiguration {
  channel: string;
  name: string;
  active: boolean;
  order: number;
  plugins: string[];
  checkActiveRecipientProfile: boolean;
  manualRecipientEntry: boolean;
  requireOptIn: boolean;
  consentTexts: { optOut?: string; start?: string; help?: string };
  origin: 'default' | 'file' | 'override';
  locked: boolean;
}

export interface ChannelConfigurationInput {
  active?: boolean;
  order?: number;
  checkActiveRecipientProfile?: boolean;
  manualRecipientEntry?: boolean;
  requireOptIn?: boolean;
}

/** What a change of a channel means for what is under way. */
export interface ChannelPlan {
  channel: string;
  openConversations: number;
  queuedMessages: number;
  scheduledMessages: number;
  consequences: string[];
}

export interface AuditEntry {
  id: string;
  at: string;
  user: Person | null;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
}

/** What a carrier sent, without what it says. */
export interface CarrierEvent {
  id: string;
  plugin: string;
  contribution: string;
  state: 'pending' | 'processed' | 'parked' | 'discarded';
  receivedAt: string;
  attempts: number;
  problem: { code: string; reason: string; fix: string } | null;
  discardNote: string | null;
}

/** A comparison of what a carrier knows with what we know. */
export interface Reconciliation {
  id: string;
  plugin: string;
  contribution: string;
  channel: string;
  /** `null`: the daily one. */
  requestedBy: Person | null;
  from: string;
  to: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  problem: string | null;
  figures: {
    checked: number;
    receiptsAdded: number;
    inboundRecovered: number;
    notTaken: number;
    unknownToUs: number;
    missingAtCarrier: number;
  };
  /** Some of those that differ: the carrier's ids, and our messages. */
  samples: { unknownToUs: string[]; missingAtCarrier: { id: string; interaction: string }[] };
  words: string;
  createdAt: string;
  finishedAt: string | null;
}

/** A change of consent, and its proof. */
interface ConsentRecord {
  id: string;
  at: string;
  senderGroup: string;
  recipientId: string;
  source: ConsentSource;
  keyword: string | null;
  recordedBy: string | null;
  note: string | null;
}

/** An opt-out or opt-in that holds now. */
export interface Consent extends ConsentRecord {
  channel: string;
  state: 'opted_out' | 'opted_in';
  /** Who opted in; of an opt-out, who has the number now. */
  person: Person | null;
  reason: string;
}

export interface ConsentEntry extends ConsentRecord {
  action: ConsentAction;
  person: Person | null;
  text: string;
}

export interface ConsentGroup {
  senderGroup: string;
  /** Names; none: the group is no longer configured. */
  senders: string[];
  state: ConsentStanding;
  reason: string;
  queuedMessages: number;
}

/** What holds for an address on a channel, and how it came about. */
export interface ConsentOverview {
  channel: string;
  recipientId: string;
  person: Person | null;
  groups: ConsentGroup[];
  /** The newest 100, newest first. */
  history: ConsentEntry[];
}

export interface ConsentAddress {
  channel: string;
  /** In any written form. */
  recipientId: string;
  country?: string;
}

export interface ConsentChange extends ConsentAddress {
  senderGroup: string;
  action: ConsentAction;
  userId?: string;
  note: string;
}

export interface ConsentChangeResult {
  changed: boolean;
  canceledMessages: number;
  subject: ConsentOverview;
}

export type LiveEvent =
  | { kind: 'interaction'; number: string }
  | { kind: 'thread'; number: string }
  | { kind: 'notification'; userId: string };

/** Where a value comes from; `override`: an administrator set it here. */
export type ValueOrigin = 'default' | 'file' | 'environment' | 'override';

export interface PluginProblem {
  code: string;
  what: string;
  why: string;
  fix: string;
  restartRequired: boolean;
}

export type PluginOverrideField = 'enabled' | 'order' | 'contributionOrders' | 'config';

/** What administrators set; it stands over the file until it is reset. */
export interface PluginOverride {
  enabled?: boolean;
  order?: number;
  contributionOrders?: Record<string, number>;
  config?: Record<string, unknown>;
}

export interface Plugin {
  id: string;
  package: string;
  version: string | null;
  description: string | null;
  /** `listening`: switched off, and what its carrier still brings is taken. */
  state: 'started' | 'off' | 'listening' | 'failed' | 'stopping' | 'stopped';
  enabled: boolean;
  locked: boolean;
  order: number;
  contributionOrders: Record<string, number>;
  /** As written: references to the environment are not read. */
  config: Record<string, unknown>;
  /** Of `config` by its first names. */
  origin: { enabled: ValueOrigin; order: ValueOrigin; config: Record<string, ValueOrigin> };
  override: PluginOverride;
  /** Extension points that its manifest names. */
  contributes: string[];
  contributions: { point: string; name: string; order: number }[];
  problem: PluginProblem | null;
  degraded: boolean;
  /** Instances that have stopped, and that its code still holds. */
  held: { instances: number; since: string; what: string; fix: string } | null;
  /** What the report says that its package ships. */
  conformance: { passed: number; total: number; failed: { point: string; rule: string; why: string }[] } | null;
  offSince: string | null;
  startedInMs: number;
  inFlight: number;
}

export interface PluginDetails {
  plugin: Plugin;
  /** JSON Schema of its configuration. */
  schema: Record<string, unknown> | null;
}

/** What is asked for. `null` takes a single value back; `undo` is the id of an entry of the history. */
export interface PluginChange {
  enabled?: boolean;
  order?: number;
  contributionOrders?: Record<string, number | null>;
  config?: Record<string, unknown>;
  reset?: boolean | PluginOverrideField[];
  undo?: string;
}

export type PluginAction = 'start' | 'stop' | 'stop_sending' | 'resume' | 'reconfigure' | 'reorder' | 'update';

export interface PluginImpact {
  channels: string[];
  senders: { channel: string; id: string; name: string }[];
  openConversations: number;
  queuedMessages: number;
  messagesUnderWay: number;
  scheduledMessages: number;
  virtualAgentConversations: number;
}

/** What a change would do. */
export interface PluginPlan {
  planId: string;
  plugin: string;
  actions: { plugin: string; package: string; action: PluginAction; problem: PluginProblem | null }[];
  blocked: boolean;
  restartRequired: boolean;
  impact: PluginImpact;
  consequences: string[];
  override: PluginOverride;
}

export interface PluginChangeResult {
  plan: PluginPlan;
  plugin: Plugin;
  changeId: string;
}

/** A process of this installation. */
export interface HailpointNode {
  id: string;
  name: string;
  startedAt: string;
  seenAt: string;
  self: boolean;
  sameFile: boolean;
  samePlugins: boolean;
  settled: boolean;
  problems: string[];
}

export interface Contribution {
  plugin: string;
  contribution: string;
  order: number;
  circuit: 'closed' | 'open' | 'half_open';
  degraded: boolean;
  calls: {
    answered: number;
    failed: number;
    late: number;
    /** Of the answered ones: those during which nothing else could run. */
    blocked: number;
    averageMs: number;
    slowestMs: number;
    lastFailure: { at: string; how: 'failed' | 'late' | 'blocked'; code: string | null } | null;
  };
}

export interface ExtensionPoint {
  id: string;
  version: number;
  dispatch: 'first' | 'pipeline' | 'veto' | 'keyed';
  failurePolicy: 'skip' | 'refuse' | 'caller';
  deadlineMs: number;
  /** In the order in which they are asked. */
  contributions: Contribution[];
}

export type AnswerVerdict =
  | 'not_valid'
  | 'passed'
  | 'answered'
  | 'allowed'
  | 'refused'
  | 'failed'
  | 'late'
  | 'not_asked';

/** Which plugins answer when somebody composes from a record. */
export interface ContributionAnswers {
  interaction: string;
  questions: {
    point: string;
    question: string;
    outcome: string;
    answers: {
      plugin: string;
      contribution: string;
      order: number;
      verdict: AnswerVerdict;
      words: string;
      ms: number;
    }[];
  }[];
}
