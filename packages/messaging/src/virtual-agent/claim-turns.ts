import type { PreparedStatement, Store } from '@hailpoint/store';

export interface ClaimedTurn {
  readonly message_id: string;
  /** Number of this try, 1 for the first: more than one only after a crash or a lost lease. */
  readonly attempts: number;
}

export interface TurnClaim {
  readonly now: Date;
  readonly limit: number;
  readonly owner: string;
  readonly leaseMs: number;
}

const claimStatement: PreparedStatement = {
  name: 'turn-claim',
  text: `WITH due AS (
      SELECT t.message_id FROM virtual_agent_turns t
       WHERE t.state = 'pending' AND t.due_at <= $1 AND (t.lease_until IS NULL OR t.lease_until < $1 OR t.lease_owner <> $5)
         AND NOT EXISTS (
           SELECT 1 FROM virtual_agent_turns earlier
            WHERE earlier.interaction_id = t.interaction_id AND earlier.state = 'pending' AND earlier.position < t.position)
       ORDER BY t.due_at, t.position
       LIMIT $2
         FOR UPDATE SKIP LOCKED
    )
    UPDATE virtual_agent_turns t SET attempts = t.attempts + 1, lease_owner = $3, lease_until = $4
      FROM due WHERE t.message_id = due.message_id
    RETURNING t.message_id, t.attempts`,
};

/** Takes due turns for this node, the earliest of each conversation only. */
export function claimTurns(store: Store, { now, limit, owner, leaseMs }: TurnClaim): Promise<ClaimedTurn[]> {
  return store.execute<ClaimedTurn>(claimStatement, [
    now,
    limit,
    owner,
    new Date(now.getTime() + leaseMs),
    // The embedded database has one process, and we are it: whoever else claimed is dead.
    store.kind === 'embedded' ? owner : null,
  ]);
}
