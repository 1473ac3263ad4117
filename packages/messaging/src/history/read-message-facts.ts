import type { Store } from '@hailpoint/store';
import { unknownHoldsBackMs } from '../delivery/claim-messages.js';
import type { StoredPreflight } from '../model/asked.js';
import type { MessageState } from '../model/message.js';
import type { MessageFacts } from './story-facts.js';

type Reader = Pick<Store, 'execute'>;

/** Which messages: one, or those of a conversation or composed from a record, newest first. */
export type MessageSelection =
  | { readonly message: string }
  | {
      readonly of: 'conversation' | 'record';
      readonly interaction: string;
      readonly before: string | null;
      readonly limit: number;
    };

export interface FoundMessage extends MessageFacts {
  /** Place in its conversation. */
  readonly position: string;
}

interface MessageRow {
  readonly id: string;
  readonly position: string;
  readonly conversation: string;
  readonly source: string | null;
  readonly direction: 'outbound' | 'inbound';
  readonly author_kind: MessageFacts['author']['kind'];
  readonly author_id: string | null;
  readonly author_name: string | null;
  readonly person: string | null;
  readonly channel: string;
  readonly plugin_id: string;
  readonly characters: number;
  readonly attachments: number;
  readonly encoding: string | null;
  readonly segments: number | null;
  readonly state: MessageState;
  readonly cause_code: string | null;
  readonly cause_reason: string | null;
  readonly state_at: Date;
  readonly carrier_message_id: string | null;
  readonly due_at: Date | null;
  readonly expires_at: Date | null;
  readonly created_at: Date;
  readonly preflight: StoredPreflight | null;
  readonly tries:
    | readonly (Omit<MessageFacts['attempts'][number], 'startedAt' | 'endedAt' | 'settledAt'> & {
        readonly startedAt: string;
        readonly endedAt: string | null;
        readonly settledAt: string | null;
      })[]
    | null;
  readonly look_ups:
    | readonly (Omit<MessageFacts['lookUps'][number], 'at' | 'nextAt'> & {
        readonly at: string;
        readonly nextAt: string | null;
      })[]
    | null;
  readonly receipts:
    | readonly (Omit<MessageFacts['receipts'][number], 'carrierTime' | 'receivedAt'> & {
        readonly carrierTime: string;
        readonly receivedAt: string;
      })[]
    | null;
  readonly behind: {
    readonly id: string;
    readonly state: MessageState;
    readonly stateAt: string;
    readonly createdAt: string;
  } | null;
}

const columns = `m.id, m.position::text AS position, i.number AS conversation,
  (SELECT number FROM interactions o WHERE o.id = m.source_interaction_id) AS source, m.direction, m.author_kind, m.author_id,
  author.name AS author_name, (SELECT name FROM users u WHERE u.id = COALESCE(i.consumer_id, i.contact_id, i.opened_for_id)) AS person,
  m.channel, m.plugin_id, char_length(m.body) AS characters,
  (SELECT count(*)::integer FROM attachments a WHERE a.message_id = m.id) AS attachments,
  m.encoding, m.segments, m.state, m.cause_code, m.cause_reason, m.state_at, m.carrier_message_id, m.due_at, m.expires_at, m.created_at,
  m.preflight,
  (SELECT json_agg(json_build_object('attempt', a.attempt, 'plugin', COALESCE(a.plugin_id, m.plugin_id), 'startedAt', a.started_at, 'endedAt', a.ended_at, 'outcome', a.outcome,
       'code', a.code, 'reason', a.reason, 'settledAt', a.settled_at) ORDER BY a.attempt)
     FROM message_attempts a WHERE a.message_id = m.id) AS tries,
  (SELECT json_agg(json_build_object('attempt', l.attempt, 'at', l.at, 'user', u.name, 'outcome', l.outcome, 'code', l.code,
       'reason', l.reason, 'nextAt', l.next_at) ORDER BY l.id)
     FROM message_look_ups l LEFT JOIN users u ON u.id = l.user_id WHERE l.message_id = m.id) AS look_ups,
  (SELECT json_agg(json_build_object('eventId', r.event_id, 'state', r.state, 'code', r.code, 'reason', r.reason,
       'carrierTime', r.carrier_time, 'receivedAt', r.received_at) ORDER BY r.received_at, r.carrier_time, r.event_id)
     FROM receipts r WHERE r.message_id = m.id) AS receipts,
  CASE WHEN m.state = 'queued' THEN
    (SELECT json_build_object('id', e.id, 'state', e.state, 'stateAt', e.state_at, 'createdAt', e.created_at) FROM messages e
      WHERE e.interaction_id = m.interaction_id AND e.position < m.position AND e.state IN ('queued', 'sending', 'unknown')
        AND (e.state <> 'unknown' OR e.state_at > $2) ORDER BY e.position LIMIT 1) END AS behind`;

/** The text itself is not read: a story tells how long it is. */
export async function readMessageFacts(reader: Reader, which: MessageSelection, now: Date): Promise<FoundMessage[]> {
  const held = new Date(now.getTime() - unknownHoldsBackMs);
  const from =
    'FROM messages m JOIN interactions i ON i.id = m.interaction_id LEFT JOIN users author ON author.id = m.author_id';
  if ('message' in which) {
    const text = `SELECT ${columns} ${from} WHERE m.id = $1::uuid`;
    return (await reader.execute<MessageRow>({ name: 'story-message', text }, [which.message, held])).map(toFacts);
  }
  const column = which.of === 'conversation' ? 'interaction_id' : 'source_interaction_id';
  const rows = await reader.execute<MessageRow>(
    {
      name: `story-messages-of-${which.of}`,
      text: `SELECT ${columns} ${from} WHERE m.${column} = $1::uuid AND ($3::bigint IS NULL OR m.position < $3)
        ORDER BY m.position DESC LIMIT $4`,
    },
    [which.interaction, held, which.before, which.limit],
  );
  return rows.map(toFacts);
}

function timeOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function toFacts(row: MessageRow): FoundMessage {
  return {
    id: row.id,
    position: row.position,
    conversation: row.conversation,
    source: row.source,
    direction: row.direction,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
    person: row.person,
    channel: row.channel,
    plugin: row.plugin_id,
    characters: row.characters,
    attachments: row.attachments,
    encoding: row.encoding,
    segments: row.segments,
    state: row.state,
    cause: row.cause_code === null ? null : { code: row.cause_code, reason: row.cause_reason },
    stateAt: row.state_at,
    carrierMessageId: row.carrier_message_id,
    dueAt: row.due_at,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    preflight: row.preflight,
    attempts: (row.tries ?? []).map((attempt) => ({
      ...attempt,
      startedAt: new Date(attempt.startedAt),
      endedAt: timeOf(attempt.endedAt),
      settledAt: timeOf(attempt.settledAt),
    })),
    lookUps: (row.look_ups ?? []).map((lookUp) => ({
      ...lookUp,
      at: new Date(lookUp.at),
      nextAt: timeOf(lookUp.nextAt),
    })),
    receipts: (row.receipts ?? []).map((receipt) => ({
      ...receipt,
      carrierTime: new Date(receipt.carrierTime),
      receivedAt: new Date(receipt.receivedAt),
    })),
    behind: row.behind && {
      ...row.behind,
      stateAt: new Date(row.behind.stateAt),
      createdAt: new Date(row.behind.createdAt),
    },
  };
}
