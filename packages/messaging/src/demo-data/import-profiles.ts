import { newId, type StoreTransaction } from '@hailpoint/store';
import { matchKey } from '../address/match-key.js';
import type { DemoConversation, DemoData } from './demo-data.js';
import type { ImportedPeople } from './import-users.js';
import { activeProfiles, profileKey } from './plan-profiles.js';

/** The profile of each conversation. */
export type ProfileOfConversation = ReadonlyMap<DemoConversation, string>;

/**
 * Makes the profiles. A closed conversation uses the active profile of its number when that is bound to the same person, and else an earlier
 * one, which was deactivated when the number became somebody else's.
 */
export async function importProfiles(
  transaction: StoreTransaction,
  data: DemoData,
  people: ImportedPeople,
  at: Date,
): Promise<ProfileOfConversation> {
  const planned = new Map(activeProfiles(data).profiles);
  const conversations = [...(data.conversations ?? [])].sort((a, b) => a.openedMinutesAgo - b.openedMinutesAgo);
  // A number that only closed conversations speak of: the latest one's profile is still active.
  for (const { channel, recipientId, user = null } of conversations) {
    const key = profileKey(channel, recipientId);
    if (!planned.has(key)) planned.set(key, { channel, matchKey: matchKey(channel, recipientId), recipientId, user });
  }
  const ids = new Map<string, string>();
  const idOf = async (channel: string, recipientId: string, user: string | null) => {
    const number = profileKey(channel, recipientId);
    const key = JSON.stringify([number, user]);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const active = planned.get(number)?.user === user;
    const id = newId();
    ids.set(key, id);
    await transaction.query
      .insertInto('channel_user_profiles')
      .values({
        id,
        channel,
        match_key: matchKey(channel, recipientId),
        recipient_id: recipientId,
        user_id: user === null ? null : people.get(user)!.id,
        active,
        created_at: at,
        deactivated_at: active ? null : at,
        deactivation_reason: active ? null : 'recipient_reassigned',
      })
      .execute();
    return id;
  };
  for (const { channel, recipientId, user } of planned.values()) await idOf(channel, recipientId, user);
  const ofConversation = new Map<DemoConversation, string>();
  for (const one of conversations) {
    ofConversation.set(one, await idOf(one.channel, one.recipientId, one.user ?? null));
  }
  return ofConversation;
}
