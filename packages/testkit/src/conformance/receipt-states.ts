/** Every state that a receipt may say. */
export const receiptStates: ReadonlySet<unknown> = new Set(['sent', 'failed', 'undelivered', 'delivered', 'read']);
