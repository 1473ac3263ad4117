import type { ColumnType, Generated, JSONColumnType } from 'kysely';

export type InteractionType = 'phone' | 'chat' | 'email' | 'walk_in' | 'messaging' | 'other';
export type InteractionState =
  | 'new'
  | 'work_in_progress'
  | 'on_hold'
  | 'wrap_up'
  | 'closed_complete'
  | 'closed_abandoned';
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

/** Times come back as `Date`. */
type Time = ColumnType<Date, Date | string, Date | string>;
type NullableTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** Comes back parsed; is written as a JSON string. */
type Json<T extends object | null> = JSONColumnType<T, string, string>;

export interface UsersTable {
  id: string;
  source: Generated<string>;
  external_id: string;
  kind: 'agent' | 'consumer' | 'contact' | 'user';
  username: string | null;
  name: string;
  email: string | null;
  roles: Generated<string[]>;
  country: string | null;
  location: string | null;
  time_zone: string | null;
  language: string | null;
  active: Generated<boolean>;
  search_text: Generated<string>;
  version: Generated<number>;
  created_at: Time;
  updated_at: Time;
}

export interface UserAddressesTable {
  id: string;
  user_id: string;
  kind: string;
  label: string;
  value: string;
  country: string | null;
  position: number;
  match_key: string | null;
}

export interface ChannelUserProfilesTable {
  id: string;
  channel: string;
  match_key: string;
  recipient_id: string;
  user_id: string | null;
  active: Generated<boolean>;
  version: Generated<number>;
  created_at: Time;
  deactivated_at: NullableTime;
  deactivation_reason: string | null;
}

export interface RelatedRecord {
  table: string;
  id: string;
  label?: string;
  url?: string;
}

export interface InteractionsTable {
  id: string;
  number: string;
  type: InteractionType;
  state: InteractionState;
  short_description: string | null;
  consumer_id: string | null;
  contact_id: string | null;
  opened_for_id: string | null;
  assigned_to_id: string | null;
  related_record: Json<RelatedRecord> | null;
  channel: string | null;
  plugin_id: string | null;
  sender_id: string | null;
  match_key: string | null;
  recipient_id: string | null;
  profile_id: string | null;
  virtual_agent: Generated<boolean>;
  source_interaction_id: string | null;
  context_interaction_id: string | null;
  last_inbound_at: NullableTime;
  last_outbound_at: NullableTime;
  close_reason: 'agent_ended' | 'no_response' | 'recipient_reassigned' | 'taken_over_by_agent' | 'auto_closed' | null;
  closed_at: NullableTime;
  waiting_for: 'agent' | 'customer' | null;
  waiting_since: NullableTime;
  search_text: Generated<string>;
  version: Generated<number>;
  opened_at: Time;
  updated_at: Time;
}

export interface LiveGroupProfilesTable {
  interaction_id: string;
  user_id: string;
  added_at: Time;
}

export interface MessagesTable {
  id: string;
  position: ColumnType<string, never, never>;
  interaction_id: string;
  direction: 'outbound' | 'inbound';
  author_kind: 'agent' | 'customer' | 'virtual_agent' | 'system';
  author_id: string | null;
  channel: string;
  plugin_id: string;
  sender_id: string;
  match_key: string;
  recipient_id: string;
  body: string;
  encoding: string | null;
  segments: number | null;
  state: MessageState;
  cause_code: string | null;
  cause_reason: string | null;
  state_at: Time;
  carrier_message_id: string | null;
  attempts: Generated<number>;
  due_at: NullableTime;
  expires_at: NullableTime;
  lease_owner: string | null;
  lease_until: NullableTime;
  preflight: Json<object> | null;
  source_interaction_id: string | null;
  held: Generated<boolean>;
  queue_group: ColumnType<string, never, never>;
  created_at: Time;
  /** Of an outbound message: the sender group that its consent is kept for. */
  sender_group: string | null;
  consent_exempt: Generated<boolean>;
}

export interface MessageAttemptsTable {
  message_id: string;
  attempt: number;
  /** Whose attempt it was; `null`: the message's plugin's. */
  plugin_id: Generated<string | null>;
  started_at: Time;
  ended_at: NullableTime;
  outcome: 'accepted' | 'rejected' | 'not_sent' | 'unknown' | null;
  code: string | null;
  reason: string | null;
  settled: Generated<'absent' | 'resent' | null>;
  settled_at: NullableTime;
}

export interface UnknownOutcomesTable {
  message_id: string;
  attempt: number;
  state: 'open' | 'found' | 'absent' | 'resent' | 'overtaken' | 'unsettled' | 'impossible';
  asked: Generated<number>;
  due_at: NullableTime;
  lease_owner: string | null;
  lease_until: NullableTime;
  since: Time;
}

export interface MessageLookUpsTable {
  id: string;
  message_id: string;
  attempt: number;
  at: Time;
  user_id: string | null;
  outcome: 'found' | 'absent' | 'absent_early' | 'inconclusive' | 'failed' | 'late' | 'paused';
  code: string | null;
  reason: string | null;
  next_at: NullableTime;
}

export interface FurtherCarrierIdsTable {
  plugin_id: string;
  carrier_message_id: string;
  message_id: string;
}

export interface ReconciliationsTable {
  id: string;
  plugin_id: string;
  contribution: string;
  channel: string;
  day: string | null;
  requested_by: string | null;
  period_from: Time;
  period_to: Time;
  state: 'waiting' | 'running' | 'done' | 'failed';
  problem: string | null;
  lease_owner: string | null;
  lease_until: NullableTime;
  attempts: Generated<number>;
  due_at: Time;
  figures: ColumnType<object, string | undefined, string>;
  created_at: Time;
  finished_at: NullableTime;
}

export interface ReceiptsTable {
  plugin_id: string;
  event_id: string;
  message_id: string | null;
  carrier_message_id: string | null;
  state: string;
  code: string | null;
  reason: string | null;
  carrier_time: Time;
  received_at: Time;
  opted_out: Generated<boolean>;
}

export interface WebhookEventsTable {
  id: string;
  plugin_id: string;
  contribution: string;
  request: Json<object>;
  body: Uint8Array;
  state: 'pending' | 'processed' | 'parked' | 'discarded';
  attempts: Generated<number>;
  due_at: Time;
  lease_until: NullableTime;
  problem: string | null;
  problem_code: Generated<string | null>;
  /** Set when, and only when, it was discarded. */
  discard_note: Generated<string | null>;
  received_at: Time;
  processed_at: NullableTime;
}

export interface InboundEventsTable {
  plugin_id: string;
  event_id: string;
  message_id: string;
}

export interface AttachmentsTable {
  id: string;
  uploader_id: string | null;
  message_id: string | null;
  scheduled_message_id: Generated<string | null>;
  position: Generated<number>;
  file_name: string;
  content_type: string;
  size: number;
  digest: string;
  width: number | null;
  height: number | null;
  content: Uint8Array;
  created_at: Time;
}

export type ScheduledMessageState = 'scheduled' | 'sending' | 'sent' | 'needs_attention' | 'canceled';

export interface ScheduledMessagesTable {
  id: string;
  interaction_id: string;
  agent_id: string;
  state: ScheduledMessageState;
  channel: string;
  to_kind: 'recipient_id' | 'manual';
  to_value: string;
  sender_id: string;
  recipient_id: string;
  match_key: string;
  body: string;
  confirm: Generated<string[]>;
  send_at: Time;
  zone: string | null;
  recipient_zone: string | null;
  preflight: Json<object>;
  due_at: NullableTime;
  lease_owner: string | null;
  lease_until: NullableTime;
  cause_code: string | null;
  cause_reason: string | null;
  message_id: string | null;
  version: Generated<number>;
  created_at: Time;
  updated_at: Time;
}

export interface NotificationsTable {
  id: string;
  user_id: string;
  kind: string;
  interaction_id: string | null;
  message_id: string | null;
  body: string;
  read_at: NullableTime;
  created_at: Time;
}

export interface IdempotencyKeysTable {
  user_id: string;
  route: string;
  key: string;
  body_hash: string;
  status: number | null;
  response: Json<object> | null;
  created_at: Time;
}

export interface ConfigurationOverridesTable {
  kind: 'plugin' | 'channel';
  name: string;
  value: Json<object>;
  updated_by: string | null;
  updated_at: Time;
}

export interface NodesTable {
  id: string;
  name: string;
  started_at: Time;
  seen_at: Time;
  file_digest: string;
  wanted_digest: string;
  running_digest: string;
  report: Json<object>;
}

export interface CarrierPluginsTable {
  plugin_id: string;
  off_since: NullableTime;
}

export interface SignInLinksTable {
  token_hash: string;
  user_id: string;
  expires_at: Time;
  used_at: NullableTime;
  created_at: Time;
}

export interface SessionsTable {
  token_hash: string;
  user_id: string;
  expires_at: Time;
  created_at: Time;
}

export interface AccessTokensTable {
  id: string;
  token_hash: string;
  user_id: string;
  label: string | null;
  created_at: Time;
  last_used_at: NullableTime;
  revoked_at: NullableTime;
}

export interface AuditEntriesTable {
  id: string;
  at: Time;
  user_id: string | null;
  operating_system_user: string | null;
  action: string;
  subject: string;
  detail: Json<object>;
}

export interface PluginStorageTable {
  plugin_id: string;
  key: string;
  value: ColumnType<unknown, string, string>;
}

export interface InstallationTable {
  key: string;
  value: string;
}

export interface HistoryEntriesTable {
  id: string;
  at: Time;
  interaction_id: string | null;
  message_id: string | null;
  kind: string;
  user_id: string | null;
  detail: Json<object>;
}

export interface VirtualAgentSessionsTable {
  interaction_id: string;
  plugin_id: string | null;
  contribution: string | null;
  state: ColumnType<unknown, string | undefined, string>;
  collected: ColumnType<{ label: string; value: string }[], string | undefined, string>;
  started_at: Time;
  stopped_at: NullableTime;
  stopped: 'handed_off' | 'taken_over_by_agent' | 'recipient_reassigned' | 'opted_out' | 'failed' | 'closed' | null;
  reason: string | null;
  due_at: NullableTime;
  attempts: Generated<number>;
  told_at: NullableTime;
}

export interface VirtualAgentTurnsTable {
  message_id: string;
  interaction_id: string;
  position: string | number;
  state: Generated<'pending' | 'answered' | 'dropped'>;
  due_at: Time;
  attempts: Generated<number>;
  lease_owner: string | null;
  lease_until: NullableTime;
  settled_at: NullableTime;
}

export interface FollowUpsTable {
  interaction_id: string;
  rule: string;
  waiting_since: Time;
  carried_out_at: Time;
}

export type ConsentAction = 'opt_out' | 'lift_opt_out' | 'opt_in';
export type ConsentSource = 'keyword' | 'carrier' | 'admin' | 'api';

export interface ConsentEntriesTable {
  id: string;
  at: Time;
  channel: string;
  sender_group: string;
  match_key: string;
  recipient_id: string;
  action: ConsentAction;
  source: ConsentSource;
  user_id: string | null;
  keyword: string | null;
  note: string | null;
  recorded_by_id: string | null;
  message_id: string | null;
  plugin_id: string | null;
  event_id: string | null;
}

export interface ConsentOptOutsTable {
  channel: string;
  sender_group: string;
  match_key: string;
  recipient_id: string;
  entry_id: string;
}

export interface ConsentOptInsTable extends ConsentOptOutsTable {
  user_id: string;
}

export interface SenderBucketsTable {
  channel: string;
  sender_id: string;
  tokens: number;
  filled_at: Time;
}

/** The tables, as Kysely sees them. */
export interface Schema {
  users: UsersTable;
  user_addresses: UserAddressesTable;
  channel_user_profiles: ChannelUserProfilesTable;
  interactions: InteractionsTable;
  live_group_profiles: LiveGroupProfilesTable;
  messages: MessagesTable;
  message_attempts: MessageAttemptsTable;
  unknown_outcomes: UnknownOutcomesTable;
  message_look_ups: MessageLookUpsTable;
  further_carrier_ids: FurtherCarrierIdsTable;
  reconciliations: ReconciliationsTable;
  receipts: ReceiptsTable;
  webhook_events: WebhookEventsTable;
  inbound_events: InboundEventsTable;
  attachments: AttachmentsTable;
  notifications: NotificationsTable;
  idempotency_keys: IdempotencyKeysTable;
  configuration_overrides: ConfigurationOverridesTable;
  nodes: NodesTable;
  carrier_plugins: CarrierPluginsTable;
  sign_in_links: SignInLinksTable;
  sessions: SessionsTable;
  access_tokens: AccessTokensTable;
  audit_entries: AuditEntriesTable;
  plugin_storage: PluginStorageTable;
  installation: InstallationTable;
  history_entries: HistoryEntriesTable;
  virtual_agent_sessions: VirtualAgentSessionsTable;
  virtual_agent_turns: VirtualAgentTurnsTable;
  follow_ups: FollowUpsTable;
  scheduled_messages: ScheduledMessagesTable;
  consent_entries: ConsentEntriesTable;
  consent_opt_outs: ConsentOptOutsTable;
  consent_opt_ins: ConsentOptInsTable;
  sender_buckets: SenderBucketsTable;
}
