import type { WebhookRequest } from '@hailpoint/kernel';

/** A carrier's event as it was stored, taken by whoever holds its lease. */
export interface StoredWebhook {
  readonly id: string;
  readonly plugin_id: string;
  readonly contribution: string;
  readonly request: Omit<WebhookRequest, 'body'>;
  readonly body: Uint8Array;
  /** Counts the takings, so that only the last taker marks it. */
  readonly attempts: number;
  readonly received_at: Date;
}

/** What `StoredWebhook` needs of a row. */
export const storedWebhookColumns = 'id, plugin_id, contribution, request, body, attempts, received_at';

/** After a node has died, its events wait so long. A slow node that loses a lease loses nothing: events are taken once, and only the holder marks them. */
export const webhookLeaseMs = 30_000;
