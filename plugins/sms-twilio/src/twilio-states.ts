import type { ReceiptState } from '@hailpoint/kernel';

/** Statuses that say something; `accepted`, `scheduled`, `queued`, `sending` and what Twilio may add do not. */
export const twilioStates: ReadonlyMap<string, ReceiptState> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'failed'],
  ['read', 'read'],
]);
