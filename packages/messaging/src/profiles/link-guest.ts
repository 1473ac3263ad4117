import type { StoreTransaction } from '@hailpoint/store';
import { searchText } from '../search/search-words.js';
import { personReferences } from '../send/person-references.js';
import { descriptions } from './descriptions.js';

/**
 * A guest turns out to be a person: the profile and every running conversation of its number that was nobody's become theirs, the transcripts
 * with them. The one way in which this happens, whoever finds it out. The lock on the recipient must be held. Answers the numbers of these
 * conversations.
 */
export async function linkGuest(
  transaction: Pick<StoreTransaction, 'execute'>,
  profileId: string,
  userId: string,
  at: Date,
): Promise<string[]> {
  const [user] = await transaction.execute<{ id: string; name: string; kind: string }>(
    { name: 'link-guest-person', text: 'SELECT id, name, kind FROM users WHERE id = $1' },
    [userId],
  );
  if (!user) throw new Error('A guest was to become a person who is not in the directory.');
  const { consumer, contact } = personReferences(user);
  const linked = await transaction.execute<{ number: string }>(
    {
      name: 'link-guest',
      text: `WITH guest AS (
          UPDATE channel_user_profiles SET user_id = $2, version = version + 1 WHERE id = $1 AND user_id IS NULL
        )
        UPDATE interactions i SET opened_for_id = $2, consumer_id = coalesce(i.consumer_id, $3), contact_id = coalesce(i.contact_id, $4),
            profile_id = $1, search_text = i.search_text || ' ' || $5::text, updated_at = greatest(i.updated_at, $6), version = i.version + 1,
            short_description = CASE WHEN i.short_description = $7 THEN $8 ELSE i.short_description END
          FROM channel_user_profiles p
         WHERE p.id = $1 AND i.type = 'messaging' AND i.channel = p.channel AND i.match_key = p.match_key
           AND i.state NOT IN ('closed_complete', 'closed_abandoned') AND i.opened_for_id IS NULL
        RETURNING i.number`,
    },
    [profileId, user.id, consumer, contact, searchText([user.name]), at, descriptions.guest, descriptions.customer],
  );
  return linked.map(({ number }) => number);
}
