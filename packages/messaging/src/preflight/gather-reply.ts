import type { CountrySource } from '@hailpoint/kernel';
import type { TraceEntry } from '@hailpoint/kernel/host';
import type { PreparedStatement, Store } from '@hailpoint/store';
import { countrySources } from '../address/country-sources.js';
import { type DerivedRecipient, deriveRecipient } from '../address/derive-recipient.js';
import type { Actor } from '../messaging.js';
import type { ReplyRequest } from '../model/composition.js';
import { findSender } from '../providers/find-sender.js';
import { hasAvailabilityPolicy } from './ask-availability.js';
import { channelBlocker } from './channel-blocker.js';
import type { ChosenSender } from './choose-sender.js';
import { finishGathering } from './finish-gathering.js';
import { capabilitiesOf } from './gather.js';
import type { GatherDependencies } from './gather-dependencies.js';
import type { Blocker, Gathered, GatheredRecipient } from './gathered.js';
import { noHistory, readHistory } from './recipient-history.js';
import type { RecipientPerson } from './recipient-person.js';
import type { SourceInteraction } from './source-interaction.js';

/** A messaging interaction: what the schema guarantees of its columns. */
export interface Conversation extends SourceInteraction {
  readonly channel: string;
  readonly senderId: string;
  readonly recipientId: string;
  readonly matchKey: string;
}

/**
 * Asks everything that plugins and configuration have to say about a reply. Recipient and sender are the conversation's own, so nobody is
 * asked who the recipient is; that the address may be written to is asked anew.
 */
export async function gatherReply(
  dependencies: GatherDependencies,
  agent: Actor,
  conversation: Conversation,
  request: ReplyRequest,
): Promise<Gathered> {
  const { points, store } = dependencies;
  const { channel, senderId, recipientId, matchKey } = conversation;
  const configuration = await dependencies.channels.find(channel);
  const unusable = channelBlocker(channel, configuration);
  const blockers: Blocker[] = unusable ? [unusable] : [];
  const trace: TraceEntry[] = [];
  const whereabouts = await readCustomer(store, conversation);

  let recipient: GatheredRecipient | null = null;
  if (!unusable) {
    const personCountries = countrySources(whereabouts ?? {});
    const derived = await deriveOwnRecipient(points, conversation, personCountries);
    trace.push(...derived.trace);
    if (derived.derived) {
      const { derivation } = derived;
      recipient = { recipientId, matchKey, manual: false, label: null, derivation, onRecord: null };
    } else {
      blockers.push({ code: derived.code, reason: derived.reason, field: null });
    }
  }

  const sender = unusable ? null : findSender(points, channel, senderId);
  // Found by its id only: another sender with the same address is another conversation.
  const chosen: ChosenSender | null =
    sender?.sender.id === senderId ? { sender, explanation: 'The sender of this conversation' } : null;
  if (!unusable && !chosen) {
    const reason =
      'No plugin that is switched on has the sender of this conversation any more. Compose a new message instead.';
    blockers.push({ code: 'sender_unknown', reason, field: null });
  }
  const history = recipient && hasAvailabilityPolicy(points) ? await readHistory(store, channel, matchKey) : noHistory;

  return finishGathering(dependencies, {
    agent,
    source: conversation,
    replyIn: conversation.id,
    inPlaceOf: null,
    channel,
    configuration,
    channelCapabilities: capabilitiesOf(points, channel),
    person: null,
    whereabouts,
    recipient,
    chosen,
    history,
    body: request.body,
    attachmentIds: request.attachmentIds ?? [],
    degraded: false,
    blockers,
    trace,
  });
}

/**
 * Whether the address may still be written to. Carriers hand over numbers in forms that are not dialled any more: then the canonical form
 * is judged, and the reply still goes to the address that the conversation has.
 */
async function deriveOwnRecipient(
  points: GatherDependencies['points'],
  { channel, recipientId, matchKey }: Conversation,
  personCountries: readonly CountrySource[],
): Promise<DerivedRecipient> {
  const ask = (value: string) =>
    deriveRecipient(points, { channel, value, origin: 'record', personCountries, fallbackCountries: [] });
  const asWritten = await ask(recipientId);
  return asWritten.derived || matchKey === recipientId ? asWritten : ask(matchKey);
}

export const customerStatement: PreparedStatement = {
  name: 'preflight-customer',
  text: `SELECT u.source, u.external_id, u.name, u.country, u.location, u.time_zone, u.language,
      (SELECT coalesce(json_agg(json_build_object('kind', a.kind, 'value', a.value, 'label', a.label, 'country', a.country)
                ORDER BY a.position), '[]') FROM user_addresses a WHERE a.user_id = u.id) AS addresses
    FROM interactions i
      LEFT JOIN channel_user_profiles p ON p.channel = i.channel AND p.match_key = i.match_key AND p.active
      JOIN users u ON u.id = coalesce(p.user_id, i.opened_for_id)
    WHERE i.id = $1`,
};

interface CustomerRow {
  readonly source: string;
  readonly external_id: string;
  readonly name: string;
  readonly country: string | null;
  readonly location: string | null;
  readonly time_zone: string | null;
  readonly language: string | null;
  readonly addresses: readonly { kind: string; value: string; label: string; country: string | null }[];
}

/** What the directory knows of the customer of a conversation; `null`: a guest. */
/** The person of a conversation; `null`: a guest. */
export async function readCustomer(
  store: Pick<Store, 'execute'>,
  conversation: Pick<Conversation, 'id'>,
): Promise<RecipientPerson | null> {
  const [row] = await store.execute<CustomerRow>(customerStatement, [conversation.id]);
  if (!row) return null;
  return {
    reference: { source: row.source, id: row.external_id },
    name: row.name,
    linkedUser: null,
    addresses: row.addresses.map(({ country, ...address }) => ({ ...address, ...(country !== null && { country }) })),
    ...(row.country !== null && { country: row.country }),
    ...(row.location !== null && { location: row.location }),
    ...(row.time_zone !== null && { timeZone: row.time_zone }),
    ...(row.language !== null && { language: row.language }),
    explanation: 'The person of this conversation',
  };
}
