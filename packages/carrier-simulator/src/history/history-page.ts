import type { CallbackBody } from '../callbacks/callback-body.js';
import { inboundCallback } from '../callbacks/inbound-callback.js';
import { receiptCallback } from '../callbacks/receipt-callback.js';
import type { Ledger } from '../ledger/ledger.js';
import type { LedgerEntry } from '../ledger/ledger-entry.js';
import { type MessageBook, receiptEventId } from '../ledger/message-book.js';

export interface HistoryParts {
  readonly ledger: Ledger;
  readonly book: MessageBook;
  /** Where this carrier answers. */
  readonly url: () => string;
}

export interface HistoryQuery {
  /** ISO 8601, UTC, by the carrier's clock. */
  readonly from: string;
  /** Not included. */
  readonly to: string;
  /** How much of the ledger earlier pages have covered. The ledger only grows, so nothing shifts. */
  readonly position: number;
  readonly limit: number;
}

export interface HistoryPage {
  /** What the callbacks said, with the same event ids, and what they would have said if they had not been lost. */
  readonly items: readonly CallbackBody[];
  readonly cursor: string | null;
}

/** Both directions of a period, in order of writing. */
export function historyPage({ ledger, book, url }: HistoryParts, query: HistoryQuery): HistoryPage {
  const entries = ledger.entries();
  const items: CallbackBody[] = [];
  let position = query.position;
  for (; position < entries.length && items.length < query.limit; position += 1) {
    const entry = entries[position] as LedgerEntry;
    if (entry.at < query.from || entry.at >= query.to) continue;
    const item = told(entry, book, url());
    if (item) items.push(item);
  }
  return { items, cursor: position < entries.length ? String(position) : null };
}

function told(entry: LedgerEntry, book: MessageBook, url: string): CallbackBody | null {
  if (entry.kind === 'inbound') return inboundCallback(entry, url);
  if (entry.kind === 'receipt' && !entry.foreign) {
    const clientMessageId = book.accepted(entry.carrierMessageId)?.clientMessageId;
    return clientMessageId === undefined ? null : receiptCallback(entry, clientMessageId);
  }
  if (entry.kind !== 'accepted') return null;
  // Accepted is sent, even before the receipt that says so, which then has the same event id.
  const { carrierMessageId, clientMessageId, at } = entry;
  const eventId = receiptEventId(carrierMessageId, 'sent');
  if (book.receipt(eventId)) return null;
  return { type: 'receipt', eventId, carrierMessageId, clientMessageId, state: 'sent', at };
}
