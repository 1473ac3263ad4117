import { newId, type Store } from '@hailpoint/store';

const longAgo = new Date('2026-01-05T10:00:00.000Z');

/** A person of a test's directory. */
export async function insertUser(
  store: Store,
  name: string,
  options: { agent?: boolean; phone?: string } = {},
): Promise<string> {
  const id = newId();
  await store.query
    .insertInto('users')
    .values({
      id,
      external_id: id,
      kind: options.agent ? 'agent' : 'consumer',
      username: options.agent ? name.toLowerCase() : null,
      name,
      roles: options.agent ? ['agent_workspace_user'] : [],
      created_at: longAgo,
      updated_at: longAgo,
    })
    .execute();
  if (options.phone) {
    await store.query
      .insertInto('user_addresses')
      .values({
        id: newId(),
        user_id: id,
        kind: 'phone',
        label: 'Mobile',
        value: options.phone,
        position: 0,
        match_key: options.phone,
      })
      .execute();
  }
  return id;
}

export interface ConversationRow {
  readonly recipientId: string;
  readonly senderId?: string;
  readonly user?: string | null;
  readonly assignedTo?: string;
  readonly liveGroup?: readonly string[];
}

/** An open conversation with its active profile. */
export async function insertConversation(
  store: Store,
  row: ConversationRow,
): Promise<{ id: string; profile: string; number: string }> {
  const id = newId();
  const profile = newId();
  const number = `IMS${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;
  await store.query
    .insertInto('channel_user_profiles')
    .values({
      id: profile,
      channel: 'sms',
      match_key: row.recipientId,
      recipient_id: row.recipientId,
      user_id: row.user ?? null,
      created_at: longAgo,
    })
    .execute();
  await store.query
    .insertInto('interactions')
    .values({
      id,
      number,
      type: 'messaging',
      state: 'work_in_progress',
      opened_for_id: row.user ?? null,
      assigned_to_id: row.assignedTo ?? null,
      channel: 'sms',
      plugin_id: 'scripted',
      sender_id: row.senderId ?? 'support',
      match_key: row.recipientId,
      recipient_id: row.recipientId,
      profile_id: profile,
      opened_at: longAgo,
      updated_at: longAgo,
    })
    .execute();
  for (const user_id of row.liveGroup ?? []) {
    await store.query
      .insertInto('live_group_profiles')
      .values({ interaction_id: id, user_id, added_at: longAgo })
      .execute();
  }
  return { id, profile, number };
}

export interface MessageRow {
  readonly interactionId: string;
  readonly recipientId: string;
  readonly author?: string;
  readonly dueAt?: Date;
  readonly expiresAt?: Date;
  readonly pluginId?: string;
  readonly senderGroup?: string;
  readonly body?: string;
  readonly template?: {
    readonly id: string;
    readonly name: string;
    readonly language: string;
    readonly variables: Readonly<Record<string, string>>;
  };
}

/** A message in the outbox. */
export async function insertQueued(store: Store, row: MessageRow): Promise<string> {
  const id = newId();
  await store.query
    .insertInto('messages')
    .values({
      id,
      interaction_id: row.interactionId,
      direction: 'outbound',
      author_kind: 'agent',
      author_id: row.author ?? null,
      channel: 'sms',
      plugin_id: row.pluginId ?? 'scripted',
      sender_id: 'support',
      match_key: row.recipientId,
      recipient_id: row.recipientId,
      body: row.body ?? 'Hello',
      template: row.template ? JSON.stringify(row.template) : null,
      state: 'queued',
      state_at: longAgo,
      due_at: row.dueAt ?? longAgo,
      expires_at: row.expiresAt ?? new Date('2036-01-01T00:00:00.000Z'),
      created_at: longAgo,
      sender_group: row.senderGroup ?? 'default',
    })
    .execute();
  return id;
}
