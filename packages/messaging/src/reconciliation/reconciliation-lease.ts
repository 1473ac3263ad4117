import { ChannelProvider } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import { backoffMs } from '../delivery/backoff.js';
import type { ComparedProvider } from './plan-reconciliations.js';
import type { ClaimedReconciliation, ReconciliationFindings } from './reconciliation-row.js';

/** Renewed after each page, which takes a question to the carrier and what its events need. */
const leaseMs = ChannelProvider.deadlineMs + 100_000;
/** Tries, with the waits of `backoffMs` from eight seconds on, before it is given up until tomorrow. */
export const mostTries = 8;

/** Takes one comparison that is due, or whose node died. */
export async function claimReconciliation(
  store: Pick<Store, 'execute'>,
  {
    now,
    owner,
    providers,
  }: { readonly now: Date; readonly owner: string; readonly providers: readonly ComparedProvider[] },
): Promise<ClaimedReconciliation | undefined> {
  const [claimed] = await store.execute<ClaimedReconciliation>(
    {
      name: 'reconciliation-claim',
      text: `WITH due AS (
          SELECT r.id FROM reconciliations r
           WHERE (r.state = 'waiting' AND r.due_at <= $1 OR r.state = 'running' AND r.lease_until < $1)
             AND EXISTS (SELECT 1 FROM unnest($4::text[], $5::text[]) AS able (plugin_id, contribution)
                          WHERE able.plugin_id = r.plugin_id AND able.contribution = r.contribution)
           ORDER BY r.due_at LIMIT 1 FOR UPDATE SKIP LOCKED
        )
        UPDATE reconciliations r SET state = 'running', lease_owner = $2, lease_until = $3, attempts = r.attempts + 1, problem = NULL
          FROM due WHERE r.id = due.id
        RETURNING r.id, r.plugin_id, r.contribution, r.channel, r.period_from, r.period_to, r.attempts, r.figures`,
    },
    [
      now,
      owner,
      new Date(now.getTime() + leaseMs),
      providers.map(({ plugin }) => plugin),
      providers.map(({ contribution }) => contribution),
    ],
  );
  return claimed;
}

/** Keeps what was found so far. `false`: another node has it now, and this one stops. */
export async function keepFindings(
  store: Pick<Store, 'execute'>,
  { id, owner, now }: { readonly id: string; readonly owner: string; readonly now: Date },
  findings: ReconciliationFindings,
): Promise<boolean> {
  const kept = await store.execute(
    {
      name: 'reconciliation-keep',
      text: `UPDATE reconciliations SET figures = $4, lease_until = $3 WHERE id = $1 AND lease_owner = $2 AND state = 'running' RETURNING id`,
    },
    [id, owner, new Date(now.getTime() + leaseMs), JSON.stringify(findings)],
  );
  return kept.length > 0;
}

/** It came to an end, or is tried again later. */
export async function endReconciliation(
  store: Pick<Store, 'execute'>,
  { claimed, owner, now }: { readonly claimed: ClaimedReconciliation; readonly owner: string; readonly now: Date },
  problem: string | null,
): Promise<void> {
  const state = problem === null ? 'done' : claimed.attempts >= mostTries ? 'failed' : 'waiting';
  const dueAt = state === 'waiting' ? new Date(now.getTime() + backoffMs(claimed.attempts + 3, undefined)) : now;
  await store.execute(
    {
      name: 'reconciliation-end',
      text: `UPDATE reconciliations SET state = $3, problem = $4, due_at = $5, finished_at = $6, lease_owner = NULL, lease_until = NULL
              WHERE id = $1 AND lease_owner = $2 AND state = 'running'`,
    },
    [claimed.id, owner, state, problem, dueAt, state === 'waiting' ? null : now],
  );
}
