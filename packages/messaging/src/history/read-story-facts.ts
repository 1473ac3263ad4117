import type { CloseReason, VirtualAgentStop } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import type { InteractionState, InteractionType, PersonSummary } from '../model/interaction.js';
import type { HistoryEvent } from './history-entry.js';
import type { EntryFacts, InteractionFacts } from './story-facts.js';

type Reader = Pick<Store, 'execute'>;

/** Entries that one page of a story tells, at most; the newest ones. */
export const mostEntries = 500;

interface InteractionRow {
  readonly id: string;
  readonly number: string;
  readonly type: InteractionType;
  readonly state: InteractionState;
  readonly channel: string | null;
  readonly person: PersonSummary | null;
  readonly assigned_to: PersonSummary | null;
  readonly virtual_agent: boolean;
  readonly source: string | null;
  readonly context: string | null;
  readonly continued_in: string | null;
  readonly live_group: readonly (PersonSummary & { readonly addedAt: string })[] | null;
  readonly close_reason: CloseReason | null;
  readonly scheduled: { readonly next: string | null; readonly needAttention: number };
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly stopped: VirtualAgentStop | null;
  readonly stop_reason: string | null;
}

/** The interaction of a number, or of a message. `undefined`: there is none. */
export async function readInteractionFacts(
  reader: Reader,
  by: { readonly number: string } | { readonly message: string },
): Promise<InteractionFacts | undefined> {
  const [column, value] = 'number' in by ? ['number', by.number] : ['message', by.message];
  const where =
    column === 'number' ? 'i.number = $1' : 'i.id = (SELECT interaction_id FROM messages WHERE id = $1::uuid)';
  const [row] = await reader.execute<InteractionRow>(
    {
      name: `story-interaction-of-${column}`,
      text: `SELECT i.id, i.number, i.type, i.state, i.channel, i.virtual_agent, i.close_reason, i.opened_at, i.closed_at,
          (SELECT json_build_object('id', u.id, 'name', u.name) FROM users u
            WHERE u.id = COALESCE(i.consumer_id, i.contact_id, i.opened_for_id)) AS person,
          (SELECT json_build_object('id', u.id, 'name', u.name) FROM users u WHERE u.id = i.assigned_to_id) AS assigned_to,
          (SELECT number FROM interactions o WHERE o.id = i.source_interaction_id) AS source,
          (SELECT number FROM interactions o WHERE o.id = i.context_interaction_id) AS context,
          CASE WHEN i.close_reason = 'taken_over_by_agent' THEN
            (SELECT number FROM interactions o WHERE o.channel = i.channel AND o.match_key = i.match_key AND o.context_interaction_id = i.id
              ORDER BY o.id LIMIT 1) END AS continued_in,
          (SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'addedAt', l.added_at) ORDER BY l.added_at, u.id)
             FROM live_group_profiles l JOIN users u ON u.id = l.user_id WHERE l.interaction_id = i.id) AS live_group,
          (SELECT json_build_object('next', min(s.send_at) FILTER (WHERE s.state IN ('scheduled', 'sending')),
               'needAttention', count(*) FILTER (WHERE s.state = 'needs_attention'))
             FROM scheduled_messages s WHERE s.interaction_id = i.id) AS scheduled,
          session.stopped, session.reason AS stop_reason
        FROM interactions i LEFT JOIN virtual_agent_sessions session ON session.interaction_id = i.id WHERE ${where}`,
    },
    [value],
  );
  return (
    row && {
      id: row.id,
      number: row.number,
      type: row.type,
      state: row.state,
      channel: row.channel,
      person: row.person,
      assignedTo: row.assigned_to,
      virtualAgent: row.virtual_agent,
      source: row.source,
      context: row.context,
      continuedIn: row.continued_in,
      liveGroup: (row.live_group ?? []).map((member) => ({ ...member, addedAt: new Date(member.addedAt) })),
      closeReason: row.close_reason,
      scheduled: { ...row.scheduled, next: row.scheduled.next === null ? null : new Date(row.scheduled.next) },
      openedAt: row.opened_at,
      closedAt: row.closed_at,
      virtualAgentStopped: row.stopped && { why: row.stopped, reason: row.stop_reason },
    }
  );
}

interface EntryRow {
  readonly id: string;
  readonly at: Date;
  readonly message_id: string | null;
  readonly kind: string;
  readonly user_id: string | null;
  readonly user_name: string | null;
  readonly detail: Record<string, unknown>;
}

/** What the history holds of an interaction and of messages, in [from, to). Oldest first, and of very many the newest. */
export async function readEntries(
  reader: Reader,
  of: {
    readonly interaction: string | null;
    readonly messages: readonly string[];
    readonly from: Date | null;
    readonly until: Date | null;
  },
): Promise<EntryFacts[]> {
  const rows = await reader.execute<EntryRow>(
    {
      name: 'story-entries',
      text: `WITH found AS (
          (SELECT * FROM history_entries WHERE interaction_id = $1::uuid AND message_id IS NULL
             AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4) ORDER BY id DESC LIMIT ${mostEntries})
          UNION ALL
          (SELECT * FROM history_entries WHERE message_id = ANY ($2::uuid[]) ORDER BY id DESC LIMIT ${mostEntries})
        )
        SELECT found.id, found.at, found.message_id, found.kind, found.user_id, u.name AS user_name, found.detail
          FROM found LEFT JOIN users u ON u.id = found.user_id ORDER BY found.at, found.id`,
    },
    [of.interaction, [...of.messages], of.from, of.until],
  );
  return rows.map(({ id, at, message_id, kind, user_id, user_name, detail }) => ({
    id,
    at,
    message: message_id,
    user: user_id === null ? null : { id: user_id, name: user_name ?? '' },
    event: { kind, detail } as HistoryEvent,
  }));
}

/** Names of people, by id. */
export async function readNames(reader: Reader, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const rows = await reader.execute<{ id: string; name: string }>(
    { name: 'story-names', text: 'SELECT id, name FROM users WHERE id = ANY ($1::uuid[])' },
    [[...new Set(ids)]],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
