import type { Store } from '@hailpoint/store';
import type { ClaimedReconciliation } from './reconciliation-row.js';

/** A message is older than its attempt by this much at most: the longest that one waits in the queue is a provider's maximum age. */
const oldestMs = 3 * 24 * 60 * 60_000;
/** What was taken over so shortly before the end of the period may not be listed yet. */
const freshMs = 10 * 60_000;
const batch = 1_000;

export interface ListedIds {
  /** Our ids. */
  readonly ours: ReadonlySet<string>;
  /** The carrier's. */
  readonly carriers: ReadonlySet<string>;
}

interface GoneOut {
  readonly id: string;
  readonly interaction: string;
  readonly carrier_ids: readonly string[] | null;
}

/** Messages that the carrier accepted within the period, as we have it, and that it does not list. */
export async function findMissing(
  store: Pick<Store, 'execute'>,
  { plugin_id, channel, period_from, period_to }: ClaimedReconciliation,
  listed: ListedIds,
): Promise<{ readonly id: string; readonly interaction: string }[]> {
  const missing: { id: string; interaction: string }[] = [];
  let after = idBefore(new Date(period_from.getTime() - oldestMs));
  const until = new Date(period_to.getTime() - freshMs);
  for (;;) {
    const rows = await store.execute<GoneOut>(
      {
        name: 'reconciliation-gone-out',
        text: `SELECT m.id, i.number AS interaction,
                      (SELECT array_agg(id) FROM (SELECT m.carrier_message_id AS id UNION ALL SELECT f.carrier_message_id
                         FROM further_carrier_ids f WHERE f.message_id = m.id) ids WHERE id IS NOT NULL) AS carrier_ids
                 FROM messages m JOIN interactions i ON i.id = m.interaction_id
                WHERE m.id > $1 AND m.plugin_id = $2 AND m.channel = $3 AND m.direction = 'outbound'
                  AND m.state IN ('sent', 'delivered', 'read')
                  AND EXISTS (SELECT 1 FROM message_attempts a WHERE a.message_id = m.id AND a.outcome = 'accepted'
                                AND a.ended_at >= $4 AND a.ended_at < $5)
                ORDER BY m.id LIMIT ${batch}`,
      },
      [after, plugin_id, channel, period_from, until],
    );
    for (const { id, interaction, carrier_ids } of rows) {
      const isListed = listed.ours.has(id) || (carrier_ids ?? []).some((one) => listed.carriers.has(one));
      if (!isListed) missing.push({ id, interaction });
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) return missing;
    after = last.id;
  }
}

/** Smaller than every id made at that moment or later: ids begin with the time (UUIDv7). */
function idBefore(moment: Date): string {
  const stamp = Math.max(0, moment.getTime()).toString(16).padStart(12, '0');
  return `${stamp.slice(0, 8)}-${stamp.slice(8, 12)}-0000-0000-000000000000`;
}
