import type { ReceiptState } from '@hailpoint/kernel';

/** Statuses of an SMS. `submitted`: handed on to the network. What Vonage may add says nothing. */
export const vonageStates: ReadonlyMap<string, ReceiptState> = new Map([
  ['submitted', 'sent'],
  ['delivered', 'delivered'],
  ['rejected', 'failed'],
  ['undeliverable', 'undelivered'],
]);
