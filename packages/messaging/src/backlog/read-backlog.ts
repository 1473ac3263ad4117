import type { PreparedStatement, Store } from '@hailpoint/store';

/** What waits for the workers, or for a person, on all nodes together. */
export interface Backlog {
  readonly messages: { readonly queued: number; readonly sending: number; readonly unknown: number };
  /** Seconds since the longest-waiting message that may go now could have gone; 0: none waits. */
  readonly oldestDueSeconds: number;
  readonly carrierEvents: { readonly pending: number; readonly parked: number };
  readonly scheduledMessages: { readonly scheduled: number; readonly needsAttention: number };
}

/** Every part of it is read out of an index of what is open, so a long history costs nothing. */
const backlogStatement: PreparedStatement = {
  name: 'backlog',
  text: `SELECT
    (SELECT count(*)::integer FROM messages WHERE state = 'queued') AS queued,
    (SELECT count(*)::integer FROM messages WHERE state = 'sending') AS sending,
    (SELECT count(*)::integer FROM messages WHERE state = 'unknown') AS unknown,
    (SELECT greatest(0, extract(epoch FROM $1::timestamptz - min(due_at)))::float8 FROM messages WHERE state = 'queued') AS oldest_due_seconds,
    (SELECT count(*)::integer FROM webhook_events WHERE state = 'pending') AS pending,
    (SELECT count(*)::integer FROM webhook_events WHERE state = 'parked') AS parked,
    (SELECT count(*)::integer FROM scheduled_messages WHERE state = 'scheduled') AS scheduled,
    (SELECT count(*)::integer FROM scheduled_messages WHERE state = 'needs_attention') AS needs_attention`,
};

interface BacklogRow {
  readonly queued: number;
  readonly sending: number;
  readonly unknown: number;
  readonly oldest_due_seconds: number | null;
  readonly pending: number;
  readonly parked: number;
  readonly scheduled: number;
  readonly needs_attention: number;
}

export async function readBacklog(store: Pick<Store, 'execute'>, now: Date): Promise<Backlog> {
  const [row] = await store.execute<BacklogRow>(backlogStatement, [now]);
  const { queued, sending, unknown, pending, parked, scheduled } = row as BacklogRow;
  return {
    messages: { queued, sending, unknown },
    oldestDueSeconds: row?.oldest_due_seconds ?? 0,
    carrierEvents: { pending, parked },
    scheduledMessages: { scheduled, needsAttention: row?.needs_attention ?? 0 },
  };
}
