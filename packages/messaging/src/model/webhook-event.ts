import type { WebhookProblem } from '../webhooks/webhook-problem.js';

export type WebhookEventState = 'pending' | 'processed' | 'parked' | 'discarded';

/** A carrier's event, without what it says: no address and no text. */
export interface WebhookEvent {
  readonly id: string;
  readonly plugin: string;
  /** Which of the plugin's providers understands it. */
  readonly contribution: string;
  readonly state: WebhookEventState;
  readonly receivedAt: string;
  readonly attempts: number;
  /** `null` while nothing went wrong. */
  readonly problem: WebhookProblem | null;
  /** Why it was discarded. */
  readonly discardNote: string | null;
}
