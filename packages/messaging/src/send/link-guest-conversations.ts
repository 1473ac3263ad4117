import type { StoreTransaction } from '@hailpoint/store';
import type { ConversationFact, KnownUser } from '../preflight/facts.js';
import { searchText } from '../search/search-words.js';
import { personReferences } from './person-references.js';
import { linkConversationsStatement } from './send-statements.js';

/** Running conversations that were nobody's become the person's, also those that this send closes: their transcripts are the person's. */
export async function linkGuestConversations(
  transaction: Pick<StoreTransaction, 'execute'>,
  guests: readonly ConversationFact[],
  user: KnownUser,
  profileId: string,
  at: Date,
): Promise<void> {
  const { consumer, contact } = personReferences(user);
  const ids = guests.map(({ id }) => id);
  await transaction.execute(linkConversationsStatement, [
    ids,
    user.id,
    consumer,
    contact,
    profileId,
    searchText([user.name]),
    at,
  ]);
}
