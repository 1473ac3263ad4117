import type { LedgerEntry } from '@hailpoint/carrier-simulator';

/** How many events the carrier still has to hand over: texts of phones, and receipts that are written or to come. */
export function owedByCarrier(ledger: readonly LedgerEntry[]): number {
  const settled = new Set<string>();
  const ended = new Set<string>();
  for (const entry of ledger) {
    if (entry.kind === 'callback') settled.add(entry.eventId);
    if (entry.kind === 'receipt' && entry.lost) settled.add(entry.eventId);
    if (entry.kind === 'receipt' && entry.state !== 'sent') ended.add(entry.carrierMessageId);
  }
  return ledger.filter(
    (entry) =>
      (entry.kind === 'inbound' && !settled.has(entry.carrierMessageId)) ||
      (entry.kind === 'receipt' && !settled.has(entry.eventId)) ||
      (entry.kind === 'accepted' && !ended.has(entry.carrierMessageId)),
  ).length;
}
