import type { StoreTransaction } from '@hailpoint/store';
import type { DemoCarrierEvent } from './demo-data.js';
import { idAt } from './id-at.js';
import { minutesBefore } from './minutes-before.js';

/** Imports what carriers sent and nobody could process, as it would have been stored and set aside. */
export async function importCarrierEvents(
  transaction: StoreTransaction,
  events: readonly DemoCarrierEvent[],
  at: Date,
): Promise<void> {
  const rows = events.map(({ plugin, contribution, path, content, problem, minutesAgo }) => {
    const received = minutesBefore(at, minutesAgo);
    return {
      id: idAt(received),
      plugin_id: plugin,
      contribution,
      request: JSON.stringify({ method: 'POST', url: `/webhooks/${plugin}${path}`, path, query: '', headers: {} }),
      body: Buffer.from(JSON.stringify({ ...content, at: received.toISOString() })),
      state: 'parked' as const,
      attempts: 1,
      due_at: received,
      problem_code: problem,
      received_at: received,
    };
  });
  if (rows.length > 0) await transaction.query.insertInto('webhook_events').values(rows).execute();
}
