/**
 * What the history can tell beyond what messages, attempts and receipts say themselves. One member for each kind; `history-words.ts` has the
 * sentence for each. No address and no message text.
 */
export type HistoryEvent = {
  readonly kind: 'closed';
  readonly detail: { readonly state: string; readonly reason: string };
};

export type HistoryKind = HistoryEvent['kind'];
