import { newId, type StoreTransaction } from '@hailpoint/store';
import { sql } from 'kysely';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { linkGuest } from '../profiles/link-guest.js';
import { createProfileStatement, deactivateProfileStatement } from '../send/send-statements.js';
import { endConversations } from './end-conversations.js';
import { type CollidingConversation, mergeConversations } from './merge-conversations.js';
import { type CollidingProfile, mergeProfiles } from './merge-profiles.js';

export interface SettledCollisions {
  readonly profiles: number;
  readonly conversations: number;
  /** Profiles that took another one's place. */
  readonly kept: readonly string[];
}

const isOpen = sql`i.type = 'messaging' AND i.state NOT IN ('closed_complete', 'closed_abandoned')`;

/** Ends profiles and conversations that become another one's by the keys of `known_addresses`; what stays has keys of its own. */
export async function settleCollisions(
  transaction: StoreTransaction,
  live: LiveEventBus,
  at: Date,
): Promise<SettledCollisions> {
  const { query } = transaction;
  const { rows: profiles } = await sql<CollidingProfile>`WITH keyed AS (
      SELECT p.id, p.user_id AS "userId", p.channel || chr(31) || k.new_key AS "group", p.created_at,
          count(*) OVER (PARTITION BY p.channel, k.new_key) AS sharing
        FROM channel_user_profiles p JOIN known_addresses k
          ON k.channel = p.channel AND k.recipient_id = p.recipient_id AND k.old_key = p.match_key WHERE p.active
    )
    SELECT id, "userId", "group", greatest(created_at, (
        SELECT max(greatest(i.last_inbound_at, i.last_outbound_at)) FROM interactions i WHERE i.profile_id = keyed.id)) AS "lastUsed"
      FROM keyed WHERE sharing > 1`.execute(query);
  const endedProfiles = mergeProfiles(profiles);
  for (const { id } of endedProfiles) {
    await transaction.execute(deactivateProfileStatement, [id, at, 'same_subscriber']);
  }
  const others = endedProfiles.flatMap(({ id, otherPerson }) => (otherPerson ? [id] : []));
  const { rows: conversations } = await sql<CollidingConversation>`WITH keyed AS (
      SELECT i.id, i.number, concat_ws(chr(31), i.channel, i.sender_id, k.new_key) AS "group",
          greatest(i.opened_at, i.last_inbound_at, i.last_outbound_at) AS "lastUsed",
          coalesce(i.profile_id = ANY (${others}::uuid[]), false) AS "otherPerson",
          count(*) OVER (PARTITION BY i.channel, i.sender_id, k.new_key) AS sharing
        FROM interactions i JOIN known_addresses k
          ON k.channel = i.channel AND k.recipient_id = i.recipient_id AND k.old_key = i.match_key WHERE ${isOpen}
    )
    SELECT id, number, "group", "lastUsed", "otherPerson" FROM keyed WHERE sharing > 1 OR "otherPerson"`.execute(query);
  const endedConversations = mergeConversations(conversations);
  await endConversations(transaction, live, endedConversations, at);
  await sql`UPDATE interactions i SET profile_id = n.kept, version = i.version + 1
    FROM unnest(${endedProfiles.map(({ id }) => id)}::uuid[], ${endedProfiles.map(({ kept }) => kept)}::uuid[]) AS n (id, kept)
    WHERE i.profile_id = n.id AND ${isOpen}`.execute(query);
  return {
    profiles: endedProfiles.length,
    conversations: endedConversations.length,
    kept: [...new Set(endedProfiles.map(({ kept }) => kept))],
  };
}

/** Once the rows have their new keys: guests' conversations that turn out to be a person's become theirs. */
export async function linkGuestsOfKept(
  transaction: StoreTransaction,
  live: LiveEventBus,
  kept: readonly string[],
  at: Date,
): Promise<void> {
  for (const id of kept) {
    const profile = await transaction.query
      .selectFrom('channel_user_profiles')
      .select('user_id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!profile?.user_id) continue;
    for (const number of await linkGuest(transaction, id, profile.user_id, at)) {
      live.publishAfterCommit(transaction, { kind: 'interaction', number });
    }
  }
}

/** Running conversations whose key is no longer that of their profile get the profile of their own number, bound to the same person. */
export async function giveOwnProfiles(transaction: StoreTransaction, at: Date): Promise<void> {
  const { rows } = await sql<{
    id: string;
    channel: string;
    match_key: string;
    recipient_id: string;
    user_id: string | null;
  }>`SELECT i.id, i.channel, i.match_key, i.recipient_id, p.user_id FROM interactions i JOIN channel_user_profiles p ON p.id = i.profile_id
     WHERE ${isOpen} AND p.match_key <> i.match_key ORDER BY i.id`.execute(transaction.query);
  for (const row of rows) {
    const active = await transaction.query
      .selectFrom('channel_user_profiles')
      .select('id')
      .where('channel', '=', row.channel)
      .where('match_key', '=', row.match_key)
      .where('active', '=', true)
      .executeTakeFirst();
    const profile = active?.id ?? newId();
    if (!active) {
      const { channel, match_key, recipient_id, user_id } = row;
      await transaction.execute(createProfileStatement, [profile, channel, match_key, recipient_id, user_id, at]);
    }
    await transaction.query.updateTable('interactions').set({ profile_id: profile }).where('id', '=', row.id).execute();
  }
}
