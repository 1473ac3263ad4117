import type { PreparedStatement, Store } from '@hailpoint/store';
import { answersKeptMs } from './idempotency.js';

const forgetStatement: PreparedStatement = {
  name: 'idempotency-forget',
  text: 'DELETE FROM idempotency_keys WHERE created_at <= $1',
};

/** Throws away the answers whose keys count no more. */
export async function forgetAnswers(store: Pick<Store, 'execute'>, now: Date): Promise<void> {
  await store.execute(forgetStatement, [new Date(now.getTime() - answersKeptMs)]);
}
