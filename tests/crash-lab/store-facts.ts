import type { Store } from '@hailpoint/store';

/** What our database says, as far as the lab compares it. */
export interface StoreFacts {
  readonly messages: readonly StoredMessage[];
  readonly attempts: readonly StoredAttempt[];
  readonly receipts: readonly { readonly eventId: string; readonly messageId: string | null; readonly state: string }[];
  readonly inboundEvents: readonly { readonly eventId: string; readonly messageId: string }[];
  /** Callbacks that are not processed. */
  readonly openWebhooks: readonly { readonly id: string; readonly state: string; readonly problem: string | null }[];
  /** Unknown outcomes about which the carrier will still be asked. */
  readonly openLookUps: number;
  /** Of active messaging interactions: channel, sender, match key. */
  readonly activeConversations: readonly string[];
  /** Of active channel user profiles: channel, match key. */
  readonly activeProfiles: readonly string[];
}

export interface StoredMessage {
  readonly id: string;
  readonly position: number;
  readonly interactionId: string;
  readonly direction: 'outbound' | 'inbound';
  readonly author: string;
  readonly body: string;
  readonly state: string;
  readonly cause: string | null;
  readonly stateAt: Date;
}

export interface StoredAttempt {
  readonly messageId: string;
  readonly attempt: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly outcome: string | null;
  readonly code: string | null;
  /** Why an unknown outcome no longer stood in the way of another attempt. */
  readonly settled: string | null;
  readonly settledAt: Date | null;
}

export async function readStoreFacts({ query }: Pick<Store, 'query'>): Promise<StoreFacts> {
  const messages = await query
    .selectFrom('messages')
    .select([
      'id',
      'position',
      'interaction_id as interactionId',
      'direction',
      'author_kind as author',
      'body',
      'state',
      'cause_code as cause',
      'state_at as stateAt',
    ])
    .orderBy('position')
    .execute();
  return {
    messages: messages.map((message) => ({ ...message, position: Number(message.position) })),
    attempts: await query
      .selectFrom('message_attempts')
      .select([
        'message_id as messageId',
        'attempt',
        'started_at as startedAt',
        'ended_at as endedAt',
        'outcome',
        'code',
      ])
      .select(['settled', 'settled_at as settledAt'])
      .orderBy('message_id')
      .orderBy('attempt')
      .execute(),
    receipts: await query
      .selectFrom('receipts')
      .select(['event_id as eventId', 'message_id as messageId', 'state'])
      .execute(),
    inboundEvents: await query
      .selectFrom('inbound_events')
      .select(['event_id as eventId', 'message_id as messageId'])
      .execute(),
    openWebhooks: await query
      .selectFrom('webhook_events')
      .select(['id', 'state', 'problem'])
      .where('state', '<>', 'processed')
      .execute(),
    openLookUps: await countOpenLookUps(query),
    activeConversations: (
      await query
        .selectFrom('interactions')
        .select(['channel', 'sender_id', 'match_key'])
        .where('type', '=', 'messaging')
        .where('state', 'not in', ['closed_complete', 'closed_abandoned'])
        .execute()
    ).map((row) => [row.channel, row.sender_id, row.match_key].join(' ')),
    activeProfiles: (
      await query
        .selectFrom('channel_user_profiles')
        .select(['channel', 'match_key'])
        .where('active', '=', true)
        .execute()
    ).map((row) => [row.channel, row.match_key].join(' ')),
  };
}

async function countOpenLookUps(query: Store['query']): Promise<number> {
  const { count } = await query
    .selectFrom('unknown_outcomes')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(count);
}
