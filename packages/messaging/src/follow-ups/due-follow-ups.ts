import type { InteractionState, Store, StoreTransaction } from '@hailpoint/store';
import { lastInboundSql } from '../preflight/last-inbound-sql.js';
import type { FollowUpRule } from './follow-up-rule.js';

/** A conversation for which a rule is due. */
export interface DueFollowUp {
  readonly id: string;
  readonly number: string;
  readonly channel: string;
  readonly match_key: string;
  readonly sender_id: string;
  readonly plugin_id: string;
  readonly recipient_id: string;
  readonly state: InteractionState;
  readonly assigned_to_id: string | null;
  readonly virtual_agent: boolean;
  readonly waiting_since: Date;
  readonly last_inbound_at: Date | null;
  readonly template_id: null;
}

const columns = `i.id, i.number, i.channel, i.match_key, i.sender_id, i.plugin_id, i.recipient_id, i.state, i.assigned_to_id, i.virtual_agent,
  i.waiting_since, ${lastInboundSql('i')} AS last_inbound_at, NULL::text AS template_id`;

/** What it means that a rule is due; the same for finding and for looking again under the lock. Nobody answers what has not reached them. */
const due = `i.waiting_for = $1 AND i.waiting_since <= $2 AND i.closed_at IS NULL
  AND ($4::text IS NULL OR i.channel = $4) AND ($5::text IS NULL OR i.sender_id = $5) AND ($6::text IS NULL OR i.state = $6)
  AND CASE $7::text WHEN 'agent' THEN i.assigned_to_id IS NOT NULL WHEN 'virtual_agent' THEN i.virtual_agent
        WHEN 'nobody' THEN i.assigned_to_id IS NULL AND NOT i.virtual_agent ELSE true END
  AND NOT ($8::boolean AND i.virtual_agent)
  AND ($1 <> 'customer' OR (SELECT m.state FROM messages m WHERE m.interaction_id = i.id AND m.direction = 'outbound'
        ORDER BY m.position DESC LIMIT 1) IN ('sent', 'delivered', 'read'))
  AND NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.interaction_id = i.id AND f.rule = $3 AND f.waiting_since = i.waiting_since)`;

function parameters({ when, afterMs, name, filter, action }: FollowUpRule, now: Date): readonly unknown[] {
  return [
    when === 'customer_unanswered' ? 'agent' : 'customer',
    new Date(now.getTime() - afterMs),
    name,
    filter.channel ?? null,
    filter.sender ?? null,
    filter.state ?? null,
    filter.assigned ?? null,
    action.kind === 'reassign',
  ];
}

/** Conversations for which the rule is due, the longest waiting first. `except`: ids that are not asked about now. */
export function findDueFollowUps(
  store: Pick<Store, 'execute'>,
  rule: FollowUpRule,
  now: Date,
  limit: number,
  except: readonly string[] = [],
): Promise<DueFollowUp[]> {
  return store.execute<DueFollowUp>(
    {
      name: 'follow-up-due',
      text: `SELECT ${columns} FROM interactions i WHERE ${due} AND i.id <> ALL ($9::uuid[]) ORDER BY i.waiting_since, i.id LIMIT $10`,
    },
    [...parameters(rule, now), [...except], limit],
  );
}

/** The same conversation, if the rule is still due for it. The lock on the recipient must be held. */
export async function stillDue(
  transaction: Pick<StoreTransaction, 'execute'>,
  rule: FollowUpRule,
  now: Date,
  { id, match_key }: Pick<DueFollowUp, 'id' | 'match_key'>,
): Promise<DueFollowUp | null> {
  const [row] = await transaction.execute<DueFollowUp>(
    {
      name: 'follow-up-still-due',
      text: `SELECT ${columns} FROM interactions i WHERE i.id = $9 AND i.match_key = $10 AND ${due} FOR UPDATE OF i`,
    },
    [...parameters(rule, now), id, match_key],
  );
  return row ?? null;
}
