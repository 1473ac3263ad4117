import type { LedgerEntry } from '@hailpoint/carrier-simulator';
import type { StoreFacts } from './store-facts.js';

/** Everything that is known of a message, by time: what its violation is about. Our clock, and the carrier's by what it says of its skew. */
export function lifeOf(
  id: string,
  facts: Pick<StoreFacts, 'messages' | 'attempts' | 'receipts'>,
  ledger: readonly LedgerEntry[],
): string {
  const message = facts.messages.find((one) => one.id === id);
  const carrierIds = new Set<string>();
  const lines: { readonly at: number; readonly text: string }[] = [];
  const add = (at: Date | string | number | null, text: string) => {
    if (at !== null) lines.push({ at: new Date(at).getTime(), text });
  };
  for (const entry of ledger) {
    if (entry.kind !== 'accepted' || entry.clientMessageId !== id) continue;
    carrierIds.add(entry.carrierMessageId);
    add(Date.parse(entry.at) - (entry.clockSkewMs ?? 0), `carrier accepted attempt ${entry.clientAttempt}`);
  }
  for (const entry of ledger) {
    if (entry.kind !== 'receipt' || !carrierIds.has(entry.carrierMessageId)) continue;
    add(entry.at, `carrier's receipt ${entry.state}${entry.lost ? ', lost' : ''}`);
  }
  for (const { messageId, attempt, startedAt, endedAt, outcome, code, settled, settledAt } of facts.attempts) {
    if (messageId !== id) continue;
    add(startedAt, `attempt ${attempt} began`);
    add(endedAt, `attempt ${attempt} ended: ${outcome}${code ? ` (${code})` : ''}`);
    add(settledAt, `attempt ${attempt} settled: ${settled}`);
  }
  add(message?.stateAt ?? null, `is ${message?.state}${message?.cause ? ` (${message.cause})` : ''} since then`);
  const taken = facts.receipts.filter(({ messageId }) => messageId === id).map(({ state }) => state);
  const story = lines
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => `${new Date(at).toISOString().slice(11, 23)} ${text}`)
    .join('; ');
  return `${story}; receipts taken: ${taken.join(', ') || 'none'}`;
}
