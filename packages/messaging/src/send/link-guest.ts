import type { StoreTransaction } from '@hailpoint/store';
import { searchText } from '../search/search-words.js';
import { personReferences } from './person-references.js';

/**
 * A guest turns out to be a person: the profile and every running conversation of its number that was nobody's become theirs, the transcripts
 * with them. The lock on the recipient must be held. Answers the numbers of these conversations.
 */
export async function linkGuest(
  transaction: Pick<StoreTransaction, 'execute'>,
  profileId: string,
  user: { readonly id: string; readonly name: string; readonly kind: string },
  at: Date,
): Promise<string[]> {
  const { consumer, contact } = personReferences(user);
  const linked = await transaction.execute<{ number: string }>(
    {
      name: 'link-guest',
      text: `WITH guest AS (
          UPDATE channel_user_profiles SET user_id = $2, version = version + 1 WHERE id = $1 AND user_id IS NULL
        )
        UPDATE interactions i SET opened_for_id = $2, consumer_id = coalesce(i.consumer_id, $3), contact_id = coalesce(i.contact_id, $4),
            profile_id = $1, search_text = i.search_text || ' ' || $5::text, updated_at = greatest(i.updated_at, $6), version = i.version + 1
          FROM channel_user_profiles p
         WHERE p.id = $1 AND i.type = 'messaging' AND i.channel = p.channel AND i.match_key = p.match_key
           AND i.state NOT IN ('closed_complete', 'closed_abandoned') AND i.opened_for_id IS NULL
        RETURNING i.number`,
    },
    [profileId, user.id, consumer, contact, searchText([user.name]), at],
  );
  return linked.map(({ number }) => number);
}
