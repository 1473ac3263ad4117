import type { StoreTransaction } from '@hailpoint/store';
import type { PersonAddress } from '../directory/person-address.js';
import { upsertPerson } from '../directory/upsert-person.js';
import type { KnownUser } from '../preflight/facts.js';
import type { RecipientUser } from '../preflight/recipient-user.js';

/** Nothing says whether somebody of another source is a consumer or a contact. */
const kind = 'user';

/**
 * The directory's user that profile and conversation are bound to; `null`: a guest. A new person of another source is kept, with the
 * addresses that their document names, so that they are found when they write.
 */
export async function settlePerson(
  transaction: StoreTransaction,
  recipient: RecipientUser,
  addresses: readonly PersonAddress[],
  at: Date,
): Promise<KnownUser | null> {
  if (recipient.kind === 'unknown') return null;
  if (recipient.kind === 'known') return recipient.user;
  const { reference, name, country, location, timeZone, language } = recipient.person;
  const { source, id: externalId } = reference;
  const person = { source, externalId, name, kind, addresses, country, location, timeZone, language } as const;
  return { id: await upsertPerson(transaction, person, at), name, kind, source, externalId };
}
