import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store, StoreTransaction } from '@hailpoint/store';
import { senderGroup } from '../consent/sender-group.js';
import { recordHistory } from '../history/record-history.js';
import { refreshSearchText } from '../interactions/refresh-search-text.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { activeAgents } from '../notifications/active-agents.js';
import { notify } from '../notifications/notify.js';
import { findSender } from '../providers/find-sender.js';
import { maximumAgeMs } from '../providers/maximum-age-ms.js';
import { queueMessage } from '../send/queue-message.js';
import { type DueFollowUp, stillDue } from './due-follow-ups.js';
import type { FollowUpRule } from './follow-up-rule.js';
import { silenceWords } from './silence-words.js';

interface CarryOutDependencies {
  readonly store: Store;
  readonly points: Pick<ExtensionPoints, 'contributions'>;
  readonly live: LiveEventBus;
}

interface Carried {
  readonly transaction: StoreTransaction;
  readonly live: LiveEventBus;
  readonly rule: FollowUpRule;
  readonly row: DueFollowUp;
  readonly at: Date;
}

/**
 * Carries a rule out for a conversation, once for each waiting: under the lock of the recipient, after a second look, in the transaction that
 * notes it. `false`: it was no longer due.
 */
export function carryOutFollowUp(
  { store, points, live }: CarryOutDependencies,
  rule: FollowUpRule,
  found: DueFollowUp,
  at: Date,
): Promise<boolean> {
  return store.transaction(async (transaction) => {
    await transaction.lockRecipients([{ channel: found.channel, matchKey: found.match_key }]);
    const row = await stillDue(transaction, rule, at, found);
    if (!row) return false;
    await transaction.execute(
      {
        name: 'follow-up-carried-out',
        text: `INSERT INTO follow_ups (interaction_id, rule, waiting_since, carried_out_at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (interaction_id, rule) DO UPDATE SET waiting_since = EXCLUDED.waiting_since, carried_out_at = EXCLUDED.carried_out_at`,
      },
      [row.id, rule.name, row.waiting_since, at],
    );
    const carried: Carried = { transaction, live, rule, row, at };
    const { name, when, afterMs, action } = rule;
    let done = action.kind !== 'close';
    switch (action.kind) {
      case 'prompt_agent':
        await promptAgents(carried);
        break;
      case 'prompt_requester': {
        const sender = findSender(points, row.channel, row.sender_id);
        const provider = sender?.provider.instance ?? null;
        done = await queueMessage(transaction, {
          interactionId: row.id,
          authorKind: 'system',
          body: action.text,
          pluginId: sender?.plugin ?? row.plugin_id,
          senderGroup: sender && senderGroup(sender.sender),
          encoding: provider?.capabilities.text.encoding ?? 'sms',
          maximumAgeMs: maximumAgeMs(provider),
          at,
        });
        live.publishAfterCommit(transaction, { kind: 'thread', number: row.number });
        transaction.afterCommit(() => store.wake('outbox'));
        break;
      }
      case 'reassign':
        await reassign(carried, action.to);
        break;
      case 'set_state':
        await change(carried, { state: action.state });
        break;
      case 'close':
        await close(carried, action.state);
        break;
    }
    // A text to somebody who opted out is in the thread, as canceled; a close tells its own.
    if (done) {
      const detail = { rule: name, when, afterMs, action: action.kind as Exclude<typeof action.kind, 'close'> };
      await recordHistory(transaction, { interactionId: row.id, at }, { kind: 'followed_up', detail });
    }
    live.publishAfterCommit(transaction, { kind: 'interaction', number: row.number });
    return true;
  });
}

async function tell({ transaction, live, row, at }: Carried, userIds: Iterable<string>, body: string): Promise<void> {
  for (const userId of new Set(userIds))
    await notify(transaction, live, { userId, kind: 'follow_up', interactionId: row.id, body, at });
}

async function promptAgents(carried: Carried, more = ''): Promise<void> {
  const { transaction, row, rule } = carried;
  const members = await transaction.execute<{ user_id: string }>(
    { name: 'follow-up-live-group', text: 'SELECT user_id FROM live_group_profiles WHERE interaction_id = $1' },
    [row.id],
  );
  const concerned = [...(row.assigned_to_id ? [row.assigned_to_id] : []), ...members.map(({ user_id }) => user_id)];
  const told = concerned.length > 0 ? concerned : await activeAgents(transaction);
  await tell(carried, told, `In ${row.number} ${silenceWords(rule)}.${more}`);
}

async function reassign(carried: Carried, to: string | null): Promise<void> {
  const { transaction, row, rule, at } = carried;
  const former = row.assigned_to_id;
  const agent = to === null ? null : await findAgent(transaction, to);
  if (to !== null && agent === null) {
    // Better than silence: somebody must look.
    await promptAgents(carried, ` It could not be given to ${to}: no active agent has that user name.`);
    return;
  }
  if (former === (agent?.id ?? null)) return;
  await change(carried, { assignedTo: agent?.id ?? null });
  await refreshSearchText(transaction, [row.id]);
  if (agent !== null) {
    await transaction.query
      .insertInto('live_group_profiles')
      .values({ interaction_id: row.id, user_id: agent.id, added_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tell(carried, [agent.id], `${row.number} is assigned to you: ${silenceWords(rule)}.`);
  }
  if (former !== null) {
    const body = `${row.number} is no longer assigned to you: ${silenceWords(rule)}.`;
    await notify(transaction, carried.live, {
      userId: former,
      kind: 'conversation_taken',
      interactionId: row.id,
      body,
      at,
    });
  }
}

async function findAgent(transaction: StoreTransaction, username: string): Promise<{ id: string } | null> {
  const [agent] = await transaction.execute<{ id: string }>(
    {
      name: 'follow-up-agent',
      text: `SELECT id FROM users WHERE username = $1 AND active AND 'agent_workspace_user' = ANY (roles)`,
    },
    [username],
  );
  return agent ?? null;
}

async function change(
  { transaction, row, at }: Carried,
  { state, assignedTo }: { readonly state?: string; readonly assignedTo?: string | null },
): Promise<void> {
  await transaction.execute(
    {
      name: 'follow-up-change',
      text: `UPDATE interactions SET state = coalesce($2, state), assigned_to_id = CASE WHEN $3::boolean THEN $4::uuid ELSE assigned_to_id END,
                    updated_at = greatest(updated_at, $5), version = version + 1 WHERE id = $1`,
    },
    [row.id, state ?? null, assignedTo !== undefined, assignedTo ?? null, at],
  );
}

async function close(carried: Carried, state: 'closed_complete' | 'closed_abandoned'): Promise<void> {
  const { transaction, live, rule, row, at } = carried;
  const { name, when, afterMs } = rule;
  const reason = when === 'agent_unanswered' ? 'no_response' : 'auto_closed';
  await transaction.execute(
    {
      name: 'follow-up-close',
      text: `UPDATE interactions SET state = $2, close_reason = $3, closed_at = $4, updated_at = $4, version = version + 1 WHERE id = $1`,
    },
    [row.id, state, reason, at],
  );
  const detail = { state, reason, followUp: { rule: name, when, afterMs } } as const;
  await recordHistory(transaction, { interactionId: row.id, at }, { kind: 'closed', detail });
  if (row.assigned_to_id === null) return;
  await notify(transaction, live, {
    userId: row.assigned_to_id,
    kind: 'conversation_closed',
    interactionId: row.id,
    body: `${row.number} was closed: ${silenceWords(rule)}.`,
    at,
  });
}
