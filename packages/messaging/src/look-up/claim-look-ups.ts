import { ChannelProvider } from '@hailpoint/kernel';
import type { PreparedStatement, Store } from '@hailpoint/store';

/** An attempt whose outcome is being looked up, by one node at a time. */
export interface ClaimedLookUp {
  readonly message_id: string;
  readonly attempt: number;
  /** Questions so far, this one included. */
  readonly asked: number;
  readonly channel: string;
  readonly plugin_id: string;
  readonly sender_id: string;
  readonly recipient_id: string;
  readonly body: string;
  readonly started_at: Date;
}

/** Longer than the deadline of a question. A node that loses its lease settles nothing: the message's lock and the owner are checked. */
export const lookUpLeaseMs = ChannelProvider.deadlineMs + 10_000;

const columns = `u.message_id, u.attempt, u.asked, m.channel, COALESCE(a.plugin_id, m.plugin_id) AS plugin_id, m.sender_id, m.recipient_id, m.body, a.started_at`;
const taken = `UPDATE unknown_outcomes u SET lease_owner = $2, lease_until = $3, asked = u.asked + 1`;
const joined = `messages m ON m.id = taken.message_id JOIN message_attempts a ON a.message_id = taken.message_id AND a.attempt = taken.attempt`;

const claimStatement: PreparedStatement = {
  name: 'look-up-claim',
  text: `WITH due AS (
      SELECT u.message_id, u.attempt FROM unknown_outcomes u JOIN messages m ON m.id = u.message_id
         JOIN message_attempts a ON a.message_id = u.message_id AND a.attempt = u.attempt
       WHERE u.state = 'open' AND u.due_at <= $1 AND (u.lease_until IS NULL OR u.lease_until < $1)
         AND EXISTS (SELECT 1 FROM unnest($4::text[], $5::text[]) AS able (plugin_id, channel)
                      WHERE able.plugin_id = COALESCE(a.plugin_id, m.plugin_id) AND able.channel = m.channel)
       ORDER BY u.due_at LIMIT $6 FOR UPDATE OF u SKIP LOCKED
    ), taken AS (
      ${taken} FROM due WHERE u.message_id = due.message_id AND u.attempt = due.attempt RETURNING u.*
    )
    SELECT ${columns.replaceAll('u.', 'taken.')} FROM taken JOIN ${joined} ORDER BY taken.due_at`,
};

export interface LookUpClaim {
  readonly now: Date;
  /** Providers that are on and can be asked. */
  readonly providers: readonly { readonly plugin: string; readonly channel: string }[];
  readonly owner: string;
  readonly limit: number;
}

/** Takes attempts that are due to be looked up; several nodes never take the same one. */
export function claimLookUps(store: Store, { now, providers, owner, limit }: LookUpClaim): Promise<ClaimedLookUp[]> {
  return store.execute<ClaimedLookUp>(claimStatement, [
    now,
    owner,
    new Date(now.getTime() + lookUpLeaseMs),
    providers.map(({ plugin }) => plugin),
    providers.map(({ channel }) => channel),
    limit,
  ]);
}

const claimOneStatement: PreparedStatement = {
  name: 'look-up-claim-one',
  text: `WITH taken AS (
      ${taken} WHERE u.message_id = $4 AND (u.state IN ('open', 'unsettled', 'impossible')) AND (u.lease_until IS NULL OR u.lease_until < $1)
      RETURNING u.*
    )
    SELECT ${columns.replaceAll('u.', 'taken.')} FROM taken JOIN ${joined}`,
};

/** Takes the attempt of one message, due or not, because an agent asks. `undefined`: nothing is open, or somebody is asking already. */
export async function claimLookUp(
  store: Store,
  { messageId, owner, now }: { readonly messageId: string; readonly owner: string; readonly now: Date },
): Promise<ClaimedLookUp | undefined> {
  const values = [now, owner, new Date(now.getTime() + lookUpLeaseMs), messageId];
  const [claimed] = await store.execute<ClaimedLookUp>(claimOneStatement, values);
  return claimed;
}
