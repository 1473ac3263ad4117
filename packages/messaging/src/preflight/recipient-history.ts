import type { PreparedStatement, Store } from '@hailpoint/store';

/** What was between a recipient and the senders of a channel. */
export interface RecipientHistory {
  /** Senders in the order in which they come as the default: of running conversations, then of ended ones; the latest first. */
  readonly senders: readonly { readonly senderId: string; readonly running: boolean }[];
  /** When the customer last wrote, by sender. */
  readonly lastInbound: readonly { readonly senderId: string; readonly at: Date }[];
}

export const recipientHistoryStatement: PreparedStatement = {
  name: 'preflight-history',
  text: `SELECT sender_id, bool_or(closed_at IS NULL) AS running, max(last_inbound_at) AS last_inbound_at
    FROM interactions
    WHERE channel = $1 AND match_key = $2 AND type = 'messaging'
    GROUP BY sender_id
    ORDER BY bool_or(closed_at IS NULL) DESC,
      max(coalesce(greatest(last_outbound_at, last_inbound_at), opened_at)) FILTER (WHERE closed_at IS NULL) DESC NULLS LAST,
      max(last_outbound_at) DESC NULLS LAST, max(id::text) DESC`,
};

interface HistoryRow {
  readonly sender_id: string;
  readonly running: boolean;
  readonly last_inbound_at: Date | null;
}

export async function readHistory(
  store: Pick<Store, 'execute'>,
  channel: string,
  matchKey: string,
): Promise<RecipientHistory> {
  const rows = await store.execute<HistoryRow>(recipientHistoryStatement, [channel, matchKey]);
  return {
    senders: rows.map((row) => ({ senderId: row.sender_id, running: row.running })),
    lastInbound: rows.flatMap((row) =>
      row.last_inbound_at ? [{ senderId: row.sender_id, at: row.last_inbound_at }] : [],
    ),
  };
}

export const noHistory: RecipientHistory = { senders: [], lastInbound: [] };
