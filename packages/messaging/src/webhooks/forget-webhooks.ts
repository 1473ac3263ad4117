import type { PreparedStatement, Store } from '@hailpoint/store';

/** Processed and discarded callbacks are kept so long, for whoever wants to know what a carrier said. They hold numbers and texts. */
export const webhooksKeptMs = 30 * 24 * 60 * 60_000;

const forgetStatement: PreparedStatement = {
  name: 'webhook-forget',
  text: `DELETE FROM webhook_events WHERE state IN ('processed', 'discarded') AND processed_at <= $1`,
};

/** Throws away callbacks that were processed or discarded long ago; what is parked stays until somebody decides. */
export async function forgetWebhooks(store: Pick<Store, 'execute'>, now: Date): Promise<void> {
  await store.execute(forgetStatement, [new Date(now.getTime() - webhooksKeptMs)]);
}
