import type { ReceiptEntry } from '../ledger/ledger-entry.js';
import type { ReceiptCallback } from './callback-body.js';

/** What the company is told by a receipt. */
export function receiptCallback(receipt: ReceiptEntry, clientMessageId: string): ReceiptCallback {
  const { eventId, carrierMessageId, state, code, reason, at } = receipt;
  return {
    type: 'receipt',
    eventId,
    carrierMessageId,
    clientMessageId,
    state,
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    at,
  };
}
