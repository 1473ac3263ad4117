import { newId, type StoreTransaction } from '@hailpoint/store';
import { recordAudit } from '../audit/record-audit.js';
import { isId } from '../directory/is-id.js';
import { InvalidFieldsError } from '../errors/invalid-fields-error.js';
import { NotAConversationError } from '../errors/not-a-conversation-error.js';
import { StaleVersionError } from '../errors/stale-version-error.js';
import { UnknownReferenceError } from '../errors/unknown-reference-error.js';
import { recordHistory } from '../history/record-history.js';
import { lockInteraction } from '../interactions/lock-interaction.js';
import { refreshSearchText } from '../interactions/refresh-search-text.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor } from '../messaging.js';
import { notify } from '../notifications/notify.js';
import { closeConversations } from '../send/close-conversations.js';
import { personReferences } from '../send/person-references.js';
import { createProfileStatement, deactivateProfileStatement } from '../send/send-statements.js';
import { cancelForRecipient } from './cancel-for-recipient.js';
import { linkGuest } from './link-guest.js';

export interface AssociationRequest {
  readonly number: string;
  readonly version: number;
  /** Of the person. */
  readonly user: string;
}

interface Associated {
  readonly transaction: StoreTransaction;
  readonly live: LiveEventBus;
  readonly actor: Actor;
  readonly at: Date;
}

/**
 * Binds the number of a running conversation to a person, and the conversation with it; answers its id. A guest's number becomes theirs with all
 * that runs. A number of somebody else changes hands: their profile ends, what else runs with them on it is closed, what was written to them and
 * has not gone out is canceled, and this conversation goes on. Opt-ins are of the person and stay behind, opt-outs are of the number and stay.
 */
export async function associateConversation(
  transaction: StoreTransaction,
  live: LiveEventBus,
  actor: Actor,
  { number, version, user }: AssociationRequest,
  at: Date,
): Promise<string> {
  const before = await lockInteraction(transaction, number);
  if (before.type !== 'messaging') throw new NotAConversationError(number);
  if (before.version !== version) throw new StaleVersionError(number, version, before.version);
  const person = await requirePerson(transaction, user);
  const facts = await readFacts(transaction, before.id);
  const former = facts.profile ? facts.profile.user_id : before.opened_for_id;
  if (former === person.id && before.opened_for_id === person.id) return before.id;

  const work: Associated = { transaction, live, actor, at };
  const changesHands = facts.profile !== null && facts.profile.user_id !== null && facts.profile.user_id !== person.id;
  const canceled = changesHands ? await endFormer(work, before.id, facts) : 0;
  const profile = changesHands ? null : facts.profile;
  const profileId = profile?.id ?? newId();
  if (!profile) {
    const { channel, match_key, recipient_id } = facts;
    await transaction.execute(createProfileStatement, [profileId, channel, match_key, recipient_id, person.id, at]);
  }
  const linked = await linkGuest(transaction, profileId, person.id, at);
  const { consumer, contact } = personReferences(person);
  await transaction.query
    .updateTable('interactions')
    .set({ opened_for_id: person.id, consumer_id: consumer, contact_id: contact, profile_id: profileId })
    .set({ version: before.version + 1, updated_at: at })
    .where('id', '=', before.id)
    .execute();
  await refreshSearchText(transaction, [before.id]);
  const detail = { from: former, to: person.id, canceled };
  await recordHistory(
    transaction,
    { interactionId: before.id, userId: actor.userId, at },
    { kind: 'associated', detail },
  );
  await recordAudit(
    transaction,
    { userId: actor.userId, action: 'conversation.associated', subject: number, detail },
    at,
  );
  const assignee = before.assigned_to_id;
  if (assignee !== null && assignee !== actor.userId) {
    const body = `${actor.name} said that your conversation ${number} is with ${person.name}.`;
    await notify(transaction, live, {
      userId: assignee,
      kind: 'recipient_associated',
      interactionId: before.id,
      body,
      at,
    });
  }
  for (const other of linked) live.publishAfterCommit(transaction, { kind: 'interaction', number: other });
  return before.id;
}

/** Ends the profile of the one who had the number. Answers how many messages to them are not sent any more. */
async function endFormer({ transaction, live, actor, at }: Associated, id: string, facts: Facts): Promise<number> {
  const { channel, match_key, profile, others } = facts;
  await transaction.execute(deactivateProfileStatement, [profile!.id, at, 'recipient_reassigned']);
  const canceled = await cancelForRecipient(transaction, live, { channel, matchKey: match_key, by: actor.userId }, at);
  const closes = others.map(({ id: other, number }) => ({
    id: other,
    number,
    reason: 'recipient_reassigned' as const,
  }));
  await closeConversations(transaction, closes, actor.userId, at);
  for (const { id: other, number, assigned_to_id } of others) {
    live.publishAfterCommit(transaction, { kind: 'interaction', number });
    live.publishAfterCommit(transaction, { kind: 'thread', number });
    if (assigned_to_id === null || assigned_to_id === actor.userId) continue;
    const body = `${actor.name} said that the number of ${number} is another customer's, so the conversation was closed.`;
    const told = { userId: assigned_to_id, interactionId: other, at };
    await notify(transaction, live, { ...told, kind: 'conversation_closed', body });
  }
  return canceled.filter((one) => one.interaction_id === id).length;
}

interface Facts {
  readonly channel: string;
  readonly match_key: string;
  readonly recipient_id: string;
  readonly profile: { readonly id: string; readonly user_id: string | null } | null;
  /** Other running conversations of the number. */
  readonly others: readonly { readonly id: string; readonly number: string; readonly assigned_to_id: string | null }[];
}

async function readFacts(transaction: StoreTransaction, id: string): Promise<Facts> {
  const [facts] = await transaction.execute<Facts>(
    {
      name: 'associate-facts',
      text: `SELECT i.channel, i.match_key, i.recipient_id,
          (SELECT json_build_object('id', p.id, 'user_id', p.user_id) FROM channel_user_profiles p
            WHERE p.channel = i.channel AND p.match_key = i.match_key AND p.active) AS profile,
          (SELECT coalesce(json_agg(json_build_object('id', o.id, 'number', o.number, 'assigned_to_id', o.assigned_to_id) ORDER BY o.id), '[]')
             FROM interactions o WHERE o.channel = i.channel AND o.match_key = i.match_key AND o.type = 'messaging'
              AND o.state NOT IN ('closed_complete', 'closed_abandoned') AND o.id <> i.id) AS others
        FROM interactions i WHERE i.id = $1`,
    },
    [id],
  );
  if (!facts) throw new Error('The conversation is gone.');
  return facts;
}

async function requirePerson({ query }: StoreTransaction, id: string) {
  const person = isId(id)
    ? await query.selectFrom('users').select(['id', 'name', 'kind', 'active']).where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!person) throw new UnknownReferenceError([{ field: '/user', what: 'a person' }]);
  if (!person.active) {
    const message = 'This person is inactive. Choose somebody else, or ask an administrator to activate them.';
    throw new InvalidFieldsError([{ field: '/user', code: 'user_inactive', message }]);
  }
  return person;
}
