import type { Facts, KnownUser } from './facts.js';
import type { Gathered } from './gathered.js';
import type { RecipientPerson } from './recipient-person.js';

/** Whom the profile and the conversation will belong to: `u` of the conversation plan. */
export type RecipientUser =
  | { readonly kind: 'known'; readonly user: KnownUser }
  /** A person of another source whom the directory does not know yet; the commit keeps them. */
  | { readonly kind: 'new'; readonly person: RecipientPerson }
  | { readonly kind: 'unknown' };

/** The plan's preamble: if u is unknown and P's user is known, u is P's user. In a reply the conversation's own person comes next. */
export function recipientUser(gathered: Gathered, facts: Facts): RecipientUser {
  const { person, replyIn } = gathered;
  if (person) return facts.personUser ? { kind: 'known', user: facts.personUser } : { kind: 'new', person };
  const ofConversation = facts.conversations.find(({ id }) => id === replyIn)?.openedFor;
  const user = facts.profile?.user ?? ofConversation ?? null;
  return user ? { kind: 'known', user } : { kind: 'unknown' };
}

/** How the policy and the plan's identity know the person: the same whether or not the directory has a row of a new one yet. */
export function personKey(recipient: RecipientUser): string | null {
  if (recipient.kind === 'unknown') return null;
  if (recipient.kind === 'known') return recipient.user.id;
  const { source, id } = recipient.person.reference;
  return `new:${JSON.stringify([source, id])}`;
}

export function recipientName(recipient: RecipientUser): string | null {
  if (recipient.kind === 'unknown') return null;
  return recipient.kind === 'known' ? recipient.user.name : recipient.person.name;
}
