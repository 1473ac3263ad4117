import { newId, type PreparedStatement, type Store } from '@hailpoint/store';

const hour = 60 * 60_000;
/** How far a comparison reaches back before the last one ended: what a carrier lists late is not missed. Milliseconds. */
const overlapMs = 2 * hour;
/** The first comparison covers so much, and no later one more than `mostMs`. Milliseconds. */
const firstMs = 24 * hour;
const mostMs = 7 * 24 * hour;

export interface ComparedProvider {
  readonly plugin: string;
  readonly contribution: string;
  readonly channel: string;
}

/** What the daily comparisons before one say of where it begins. */
interface Before {
  /** When the last one ended that took all that the carrier listed; `null`: none did. */
  readonly taken_until: Date | null;
  /** When the first of all began; `null`: there was none. */
  readonly first_from: Date | null;
}

const nothingBefore: Before = { taken_until: null, first_from: null };

/** Where a comparison that ends at `to` begins: a bit before the moment until which everything was taken. */
function beginOf(to: Date, { taken_until, first_from }: Before): Date {
  const since = taken_until === null ? first_from?.getTime() : taken_until.getTime() - overlapMs;
  return new Date(Math.max(since ?? to.getTime() - firstMs, to.getTime() - mostMs));
}

/** The UTC day of a moment, such as 2026-03-02. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/**
 * Of the daily ones only: each joins on to the one before, while somebody may ask for any stretch of time. One that left something behind does
 * not count as the last: what it left is asked for again.
 */
const lastStatement: PreparedStatement = {
  name: 'reconciliation-last',
  text: `SELECT max(period_to) FILTER (WHERE state = 'done' AND coalesce((figures->>'notTaken')::integer, 0) = 0 AND period_to <= $4) AS taken_until,
                min(period_from) FILTER (WHERE period_to <= $4) AS first_from, coalesce(bool_or(day = $3), false) AS today
           FROM reconciliations WHERE plugin_id = $1 AND contribution = $2 AND day IS NOT NULL`,
};

export interface NewReconciliation {
  readonly provider: ComparedProvider;
  readonly now: Date;
  /** Absent: the daily one, of which there is one a day whatever nodes do at once. */
  readonly requestedBy?: string;
  /** Absent: now. */
  readonly to?: Date;
  /** Absent: since the last daily one that took all that the carrier listed, of those that had ended by `to`. */
  readonly from?: Date | undefined;
}

/** Notes a comparison, to be carried out by any node. Answers its id; `undefined`: today's is noted already. */
export async function planReconciliation(
  store: Pick<Store, 'execute'>,
  { provider, now, requestedBy, from, to = now }: NewReconciliation,
): Promise<string | undefined> {
  const [before] = await store.execute<Before & { today: boolean }>(lastStatement, [
    provider.plugin,
    provider.contribution,
    dayOf(now),
    to,
  ]);
  if (requestedBy === undefined && before?.today) return undefined;
  const [noted] = await store.execute<{ id: string }>(
    {
      name: 'reconciliation-insert',
      text: `INSERT INTO reconciliations (id, plugin_id, contribution, channel, day, requested_by, period_from, period_to, state, due_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $9) ON CONFLICT DO NOTHING RETURNING id`,
    },
    [
      newId(),
      provider.plugin,
      provider.contribution,
      provider.channel,
      requestedBy === undefined ? dayOf(now) : null,
      requestedBy ?? null,
      from ?? beginOf(to, before ?? nothingBefore),
      to,
      now,
    ],
  );
  return noted?.id;
}
