import { newId, type Store, type StoreTransaction } from '@hailpoint/store';
import type { HistoryEvent } from './history-entry.js';

export interface HistorySubject {
  readonly interactionId?: string;
  readonly messageId?: string;
  /** Who did it; absent: the system itself. */
  readonly userId?: string;
  readonly at: Date;
}

/** Writes down what happened along with the thing itself: pass the transaction that does it. */
export async function recordHistory(
  writer: Pick<Store, 'execute'> | Pick<StoreTransaction, 'execute'>,
  { interactionId, messageId, userId, at }: HistorySubject,
  event: HistoryEvent,
): Promise<void> {
  await writer.execute(
    {
      name: 'history-insert',
      text: `INSERT INTO history_entries (id, at, interaction_id, message_id, kind, user_id, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    },
    [newId(), at, interactionId ?? null, messageId ?? null, event.kind, userId ?? null, JSON.stringify(event.detail)],
  );
}
