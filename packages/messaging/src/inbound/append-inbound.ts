import { createHash } from 'node:crypto';
import type { Sender } from '@hailpoint/kernel';
import { newId, type Store, type StoreTransaction } from '@hailpoint/store';
import { applyKeyword, type KeywordAnswering } from '../consent/apply-keyword.js';
import type { ConsentKeyword } from '../consent/keywords/keyword-list.js';
import { senderGroup } from '../consent/sender-group.js';
import { waitForNobody } from '../follow-ups/waiting.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { descriptions } from '../profiles/descriptions.js';
import { linkGuest } from '../profiles/link-guest.js';
import { handOff } from '../virtual-agent/hand-off.js';
import { queueTurn } from '../virtual-agent/queue-turn.js';
import { type InboundFacts, readInboundFacts } from './inbound-facts.js';
import { type CustomerMatch, matchCustomer } from './match-customer.js';
import { tellAgents } from './tell-agents.js';

/** A picture that came with a message, or why it was left out. */
export type InboundMedia =
  | {
      readonly fileName: string;
      readonly content: Uint8Array;
      readonly judgement: {
        readonly contentType: string;
        readonly width: number | null;
        readonly height: number | null;
      };
    }
  | { readonly leftOut: string };

export interface InboundMessage {
  readonly pluginId: string;
  readonly eventId: string;
  readonly channel: string;
  readonly addressKind: string;
  readonly sender: Sender;
  readonly recipientId: string;
  readonly matchKey: string;
  readonly carrierMessageId: string;
  readonly body: string;
  readonly media: readonly InboundMedia[];
  /** A virtual agent takes conversations that start on this sender. Default false. */
  readonly virtualAgent?: boolean;
  /** When it came in. */
  readonly at: Date;
  /** When the customer wrote it, by the carrier's clock; absent: when it came in. How long they may be answered can depend on it. */
  readonly writtenAt?: Date;
  /** What the text asks for where it is nothing but a keyword, and how that is answered. */
  readonly keyword?: {
    readonly keyword: ConsentKeyword;
    readonly answering: KeywordAnswering;
    /** Groups besides the sender's own that a provider lists it in. */
    readonly otherGroups: readonly string[];
  };
}

/** Where an inbound message went. */
export interface InboundRoute {
  readonly interactionId: string;
  readonly number: string;
  readonly messageId: string;
  readonly created: boolean;
  readonly match: CustomerMatch;
}

/**
 * Matches, routes and stores a customer's message in one transaction, under the lock of its number. The same event again changes nothing:
 * `null`.
 */
export function appendInbound(store: Store, live: LiveEventBus, message: InboundMessage): Promise<InboundRoute | null> {
  return store.transaction(async (transaction) => {
    await transaction.lockRecipients([{ channel: message.channel, matchKey: message.matchKey }]);
    const facts = await readInboundFacts(transaction, message);
    if (facts.seen) return null;
    // Nothing that it says would reach them: they wrote to people.
    const mute = facts.optedOut && message.keyword?.keyword !== 'start';
    const match = matchCustomer(facts.profile && { user: facts.profile.user_id }, facts.users);
    const profileId = await settleProfile(transaction, message, facts, match);
    const linked =
      match.user !== null && (match.profile === 'link' || facts.conversation?.guest)
        ? await linkGuest(transaction, profileId, match.user, message.at)
        : [];
    const conversation = facts.conversation
      ? await append(transaction, message, facts.conversation)
      : await create(transaction, message, profileId, match, mute);
    const messageId = await insertMessage(transaction, message, conversation.id);
    await insertMedia(transaction, message, messageId);
    if (message.keyword) {
      const answered = { message, keyword: message.keyword, conversation, messageId, match };
      await actOnKeyword(store, transaction, live, answered);
    } else if (conversation.virtualAgent && mute) {
      await stopVirtualAgent(store, transaction, live, conversation, message.at);
    } else if (conversation.virtualAgent) {
      await queueTurn(transaction, { interactionId: conversation.id, messageId, at: message.at });
      transaction.afterCommit(() => store.wake('turns'));
    }
    live.publishAfterCommit(transaction, { kind: 'thread', number: conversation.number });
    for (const number of new Set([conversation.number, ...linked])) {
      live.publishAfterCommit(transaction, { kind: 'interaction', number });
    }
    await tellAgents(transaction, live, { ...conversation, messageId, match, at: message.at });
    return {
      interactionId: conversation.id,
      number: conversation.number,
      messageId,
      created: !facts.conversation,
      match,
    };
  });
}

interface KeywordInConversation {
  readonly message: InboundMessage;
  readonly keyword: NonNullable<InboundMessage['keyword']>;
  readonly conversation: NonNullable<InboundFacts['conversation']>;
  readonly messageId: string;
  readonly match: CustomerMatch;
}

/** A keyword is answered by us and not by the virtual agent, which loses the conversation of somebody who wants no more messages. */
async function actOnKeyword(
  store: Store,
  transaction: StoreTransaction,
  live: LiveEventBus,
  { message, keyword, conversation, messageId, match }: KeywordInConversation,
): Promise<void> {
  const { channel, matchKey, recipientId, sender, body, pluginId, eventId, at } = message;
  const { id: interactionId } = conversation;
  if (keyword.keyword === 'stop' && conversation.virtualAgent) {
    await stopVirtualAgent(store, transaction, live, conversation, at);
  }
  const subject = { channel, senderGroup: senderGroup(sender), matchKey, recipientId };
  const from = { interactionId, messageId, userId: match.user, pluginId, eventId, at };
  const queued = await applyKeyword(transaction, live, { ...keyword, ...from, body, subject });
  if (keyword.keyword === 'stop') await waitForNobody(transaction, interactionId);
  if (queued) transaction.afterCommit(() => store.wake('outbox'));
}

/** Of a customer who wants no more messages. */
async function stopVirtualAgent(
  store: Store,
  transaction: StoreTransaction,
  live: LiveEventBus,
  { id: interactionId, number }: NonNullable<InboundFacts['conversation']>,
  at: Date,
): Promise<void> {
  await handOff(transaction, live, { interactionId, number, why: 'opted_out', reason: null, plugin: null, at });
  transaction.afterCommit(() => store.wake('turns'));
}

async function settleProfile(
  transaction: StoreTransaction,
  message: InboundMessage,
  facts: InboundFacts,
  match: CustomerMatch,
): Promise<string> {
  if (facts.profile) {
    return facts.profile.id;
  }
  const id = newId();
  await transaction.execute(
    {
      name: 'inbound-create-profile',
      text: `INSERT INTO channel_user_profiles (id, channel, match_key, recipient_id, user_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    },
    [id, message.channel, message.matchKey, message.recipientId, match.user, message.at],
  );
  return id;
}

async function append(
  transaction: StoreTransaction,
  message: InboundMessage,
  conversation: NonNullable<InboundFacts['conversation']>,
) {
  await transaction.execute(
    {
      name: 'inbound-append',
      text: `UPDATE interactions SET last_inbound_at = greatest(last_inbound_at, $3),
                     waiting_since = CASE WHEN waiting_for = 'agent' THEN waiting_since ELSE $2 END, waiting_for = 'agent',
                     updated_at = greatest(updated_at, $2), version = version + 1
              WHERE id = $1`,
    },
    [conversation.id, message.at, writtenAt(message)],
  );
  return conversation;
}

/** None runs: a new one, with the virtual agent if one is on, else nobody's. `mute`: no answer would reach the customer. */
async function create(
  transaction: StoreTransaction,
  message: InboundMessage,
  profileId: string,
  match: CustomerMatch,
  mute: boolean,
) {
  const id = newId();
  const virtualAgent = message.virtualAgent === true && message.keyword?.keyword !== 'stop' && !mute;
  const description = match.user === null ? descriptions.guest : descriptions.customer;
  const [row] = await transaction.execute<{ number: string }>(
    {
      name: 'inbound-create',
      text: `WITH given AS (SELECT nextval('interaction_number') AS n),
                  named AS (SELECT 'IMS' || lpad(n::text, greatest(7, length(n::text)), '0') AS number FROM given),
                  person AS (SELECT id, kind, name FROM users WHERE id = $8)
             INSERT INTO interactions (id, number, type, state, short_description, opened_for_id, consumer_id, contact_id, channel, plugin_id,
                                       sender_id, match_key, recipient_id, profile_id, virtual_agent, last_inbound_at, waiting_for, waiting_since, search_text, opened_at, updated_at)
             SELECT $1, named.number, 'messaging', CASE WHEN $11::boolean THEN 'work_in_progress' ELSE 'new' END, $2, $8,
                    (SELECT id FROM person WHERE kind = 'consumer'), (SELECT id FROM person WHERE kind = 'contact'), $3, $4, $5, $6, $7, $9, $11, $12, 'agent', $10,
                    lower(concat_ws(' ', named.number, $2::text, (SELECT name FROM person))), $10, $10
               FROM named
             RETURNING number`,
    },
    [
      id,
      description,
      message.channel,
      message.pluginId,
      message.sender.id,
      message.matchKey,
      message.recipientId,
      match.user,
      profileId,
      message.at,
      virtualAgent,
      writtenAt(message),
    ],
  );
  if (!row) throw new Error('The new conversation was not stored.');
  return { id, number: row.number, assignedTo: null, guest: match.user === null, virtualAgent, liveGroup: [] };
}

/** Never later than it came in, whatever the carrier's clock shows. */
function writtenAt({ at, writtenAt = at }: InboundMessage): Date {
  return writtenAt < at ? writtenAt : at;
}

async function insertMessage(
  transaction: StoreTransaction,
  message: InboundMessage,
  interactionId: string,
): Promise<string> {
  const id = newId();
  const leftOut = message.media.flatMap((item) => ('leftOut' in item ? [item.leftOut] : []));
  await transaction.execute(
    {
      name: 'inbound-message',
      text: `WITH message AS (
               INSERT INTO messages (id, interaction_id, direction, author_kind, channel, plugin_id, sender_id, match_key, recipient_id, body,
                                     state, cause_code, cause_reason, state_at, carrier_message_id, created_at, sender_group)
               VALUES ($1, $2, 'inbound', 'customer', $3, $4, $5, $6, $7, $8, 'received', $9, $10, $11, $12, $11, $14) RETURNING id)
             INSERT INTO inbound_events (plugin_id, event_id, message_id) SELECT $4, $13, id FROM message`,
    },
    [
      id,
      interactionId,
      message.channel,
      message.pluginId,
      message.sender.id,
      message.matchKey,
      message.recipientId,
      message.body,
      leftOut.length > 0 ? 'media_left_out' : null,
      leftOut.length > 0 ? leftOut.join(' ') : null,
      message.at,
      message.carrierMessageId,
      message.eventId,
      senderGroup(message.sender),
    ],
  );
  return id;
}

async function insertMedia(transaction: StoreTransaction, message: InboundMessage, messageId: string): Promise<void> {
  for (const item of message.media) {
    if ('leftOut' in item) continue;
    const { contentType, width, height } = item.judgement;
    await transaction.execute(
      {
        name: 'inbound-media',
        text: `INSERT INTO attachments (id, message_id, file_name, content_type, size, digest, width, height, content, created_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      },
      [
        newId(),
        messageId,
        item.fileName,
        contentType,
        item.content.byteLength,
        createHash('sha256').update(item.content).digest('hex'),
        width,
        height,
        Buffer.from(item.content),
        message.at,
      ],
    );
  }
}
