import type { Clock, Sender } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store, StoreTransaction } from '@hailpoint/store';
import { countrySources } from '../address/country-sources.js';
import { type DerivedRecipient, deriveRecipient } from '../address/derive-recipient.js';
import { recordAudit } from '../audit/record-audit.js';
import type { ChannelConfigurations } from '../channels/channel-configurations.js';
import { requireAdmin, requireAgent } from '../directory/require-role.js';
import { InvalidFieldsError } from '../errors/invalid-fields-error.js';
import { UnknownReferenceError } from '../errors/unknown-reference-error.js';
import { recordHistory } from '../history/record-history.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor, ConsentService, MessagingSettings } from '../messaging.js';
import type { Consent, ConsentChange, ConsentChangeResult, ConsentOverview } from '../model/consent.js';
import type { Page } from '../model/interaction.js';
import type { PreflightConsent } from '../model/preflight.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';
import { fallbackCountries } from '../preflight/fallback-countries.js';
import { listSenders } from '../providers/list-senders.js';
import { type ConsentAddress, readConsentOverview } from './consent-overview.js';
import type { ConsentSubject } from './consent-subject.js';
import { readConversationConsent } from './conversation-consent.js';
import { listConsents } from './list-consents.js';
import { recordLift, recordOptIn, recordOptOut } from './record-consent.js';
import { senderGroup } from './sender-group.js';

export interface ConsentServiceDependencies {
  readonly store: Store;
  readonly points: Pick<ExtensionPoints, 'contributions' | 'pipeline'>;
  readonly live: LiveEventBus;
  readonly clock: Clock;
  readonly channels: Pick<ChannelConfigurations, 'find'>;
  readonly settings: Pick<MessagingSettings, 'defaultCountry'>;
}

const longestNote = 1_000;
const historyKind = { opt_out: 'opted_out', lift_opt_out: 'opt_out_lifted', opt_in: 'opted_in' } as const;

/** What agents see of a customer's decisions; and for administrators what was decided elsewhere, with proof. */
export class DatabaseConsentService implements ConsentService {
  readonly #dependencies: ConsentServiceDependencies;

  constructor(dependencies: ConsentServiceDependencies) {
    this.#dependencies = dependencies;
  }

  async ofConversation(actor: Actor, number: string): Promise<PreflightConsent | null> {
    requireAgent(actor, 'read interactions');
    return readConversationConsent(this.#dependencies, number);
  }

  async list(
    actor: Actor,
    query: { channel?: string; state?: Consent['state']; limit?: number; cursor?: string },
  ): Promise<Page<Consent>> {
    requireAdmin(actor, 'see the consent of customers');
    const state = query.state ?? 'opted_out';
    const limit = pageLimit(query.limit);
    const list = `consents-${state}-${query.channel ?? ''}`;
    const before = query.cursor === undefined ? null : (decodeCursor(list, query.cursor, [cursorPart.id])[0] as string);
    const { store } = this.#dependencies;
    const found = await listConsents(store, { state, channel: query.channel ?? null, before, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last ? encodeCursor(list, [last.id]) : null };
  }

  async lookUp(
    actor: Actor,
    request: Pick<ConsentChange, 'channel' | 'recipientId' | 'country'>,
  ): Promise<ConsentOverview> {
    requireAdmin(actor, 'see the consent of customers');
    return readConsentOverview(this.#dependencies.store, await this.#address(request));
  }

  async record(actor: Actor, change: ConsentChange): Promise<ConsentChangeResult> {
    requireAdmin(actor, 'record the consent of customers');
    const note = noteOf(change);
    const address = await this.#address(change);
    const group = groupOf(change, address);
    const { store, clock } = this.#dependencies;
    const now = clock.now();
    const { channel, matchKey, recipientId } = address;
    const subject: ConsentSubject = { channel, matchKey, recipientId, senderGroup: group };
    const done = await store.transaction(async (transaction) => {
      await transaction.lockRecipients([{ channel, matchKey }]);
      const before = await readConsentOverview(transaction, address);
      await requireKnownGroup(transaction, group, address, before);
      const held = before.groups.find((one) => one.senderGroup === group);
      if (change.action === 'opt_in' && held?.state === 'opted_out') {
        const message = 'The number is opted out, and an opt-in does not outweigh that. Lift the opt-out first.';
        throw new InvalidFieldsError([{ field: '/action', code: 'opted_out', message }]);
      }
      const owner = before.person?.id ?? null;
      const done = await this.#carryOut(transaction, actor, change, subject, owner, note, now);
      const senders = (address.groups.get(group) ?? []).map(({ id }) => id);
      if (done.changed) await this.#tell(transaction, actor, change, subject, senders, now);
      return done;
    });
    return { ...done, subject: await readConsentOverview(store, address) };
  }

  async #carryOut(
    transaction: StoreTransaction,
    actor: Actor,
    change: ConsentChange,
    subject: ConsentSubject,
    owner: string | null,
    note: string,
    now: Date,
  ): Promise<Omit<ConsentChangeResult, 'subject'>> {
    const proof = { source: sourceOf(actor), recordedBy: actor.userId, note };
    switch (change.action) {
      case 'opt_out': {
        const canceled = await recordOptOut(transaction, this.#dependencies.live, subject, proof, now);
        return { changed: canceled !== null, canceledMessages: canceled ?? 0 };
      }
      case 'lift_opt_out':
        return { changed: await recordLift(transaction, subject, proof, now), canceledMessages: 0 };
      case 'opt_in': {
        const person = await personOf(transaction, change, owner);
        return { changed: await recordOptIn(transaction, subject, person, proof, now), canceledMessages: 0 };
      }
    }
  }

  /** The audit, without the address; and a line in the history of each conversation that goes on with the number. */
  async #tell(
    transaction: StoreTransaction,
    actor: Actor,
    change: ConsentChange,
    subject: ConsentSubject,
    senders: readonly string[],
    now: Date,
  ): Promise<void> {
    const { live } = this.#dependencies;
    const { channel, matchKey, senderGroup: group } = subject;
    const detail = { channel, senderGroup: group, number: `…${subject.recipientId.slice(-4)}` };
    const action = `consent.${historyKind[change.action]}`;
    await recordAudit(transaction, { userId: actor.userId, action, subject: channel, detail }, now);
    if (senders.length === 0) return;
    const conversations = await transaction.query
      .selectFrom('interactions')
      .select(['id', 'number'])
      .where('type', '=', 'messaging')
      .where('channel', '=', channel)
      .where('match_key', '=', matchKey)
      .where('sender_id', 'in', senders)
      .where('closed_at', 'is', null)
      .execute();
    const event = { kind: historyKind[change.action], detail: { source: sourceOf(actor) } };
    for (const { id, number } of conversations) {
      await recordHistory(transaction, { interactionId: id, userId: actor.userId, at: now }, event);
      live.publishAfterCommit(transaction, { kind: 'thread', number });
      live.publishAfterCommit(transaction, { kind: 'interaction', number });
    }
  }

  async #address({
    channel,
    recipientId,
    country,
  }: Pick<ConsentChange, 'channel' | 'recipientId' | 'country'>): Promise<ConsentAddress> {
    const { points, settings } = this.#dependencies;
    const senders = listSenders(points, channel);
    const derived: DerivedRecipient = await deriveRecipient(points, {
      channel,
      value: recipientId,
      origin: 'manual',
      personCountries: countrySources({ country: country ?? null }),
      fallbackCountries: fallbackCountries(senders[0]?.sender ?? null, settings.defaultCountry),
    });
    if (!derived.derived) {
      throw new InvalidFieldsError([{ field: '/recipientId', code: derived.code, message: derived.reason }]);
    }
    const groups = new Map<string, Sender[]>();
    for (const { sender } of senders) {
      const group = senderGroup(sender);
      groups.set(group, [...(groups.get(group) ?? []), sender]);
    }
    return { channel, recipientId: derived.recipientId, matchKey: derived.matchKey, groups };
  }
}

function sourceOf({ via }: Actor): 'api' | 'admin' {
  return via === 'token' ? 'api' : 'admin';
}

function noteOf({ note }: ConsentChange): string {
  const words = note.trim();
  if (words.length > 0 && words.length <= longestNote) return words;
  const message = `Say in at most ${longestNote} characters who said so, when and how: it is the proof.`;
  throw new InvalidFieldsError([{ field: '/note', code: 'required', message }]);
}

function groupOf({ senderGroup }: ConsentChange, { groups, channel }: ConsentAddress): string {
  const named = senderGroup?.trim();
  if (named !== undefined) return named;
  const [only, ...others] = [...groups.keys()];
  if (only !== undefined && others.length === 0) return only;
  const message =
    only === undefined
      ? `The channel ${channel} has no senders at present, so name the sender group.`
      : `The channel ${channel} has several sender groups: name one of ${[only, ...others].join(', ')}.`;
  throw new InvalidFieldsError([{ field: '/senderGroup', code: 'required', message }]);
}

/**
 * What is of a group that is no longer configured can be changed too. Any other name is a mistake, and would bind nobody.
 *
 * @throws InvalidFieldsError
 */
async function requireKnownGroup(
  transaction: Pick<StoreTransaction, 'query'>,
  group: string,
  { channel, matchKey }: ConsentAddress,
  { groups }: ConsentOverview,
): Promise<void> {
  if (groups.some(({ senderGroup: known }) => known === group)) return;
  const written = await transaction.query
    .selectFrom('messages')
    .innerJoin('interactions', 'interactions.id', 'messages.interaction_id')
    .select('messages.id')
    .where('interactions.type', '=', 'messaging')
    .where('interactions.channel', '=', channel)
    .where('interactions.match_key', '=', matchKey)
    .where('messages.sender_group', '=', group)
    .limit(1)
    .executeTakeFirst();
  if (written) return;
  const known = groups.map(({ senderGroup: name }) => name).join(', ');
  const message = `No sender of ${channel} is in the group "${group}"${known === '' ? ', and the channel has none at present' : `: name one of ${known}`}.`;
  throw new InvalidFieldsError([{ field: '/senderGroup', code: 'sender_group_unknown', message }]);
}

async function personOf(
  transaction: Pick<StoreTransaction, 'query'>,
  { userId }: ConsentChange,
  owner: string | null,
): Promise<string> {
  if (userId === undefined) {
    if (owner !== null) return owner;
    const message = 'Nobody is known to have this number. Name the person whose opt-in it is.';
    throw new InvalidFieldsError([{ field: '/userId', code: 'required', message }]);
  }
  const user = await transaction.query.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst();
  if (!user) throw new UnknownReferenceError([{ field: '/userId', what: 'a user' }]);
  return user.id;
}
