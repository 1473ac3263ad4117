import type { LedgerEntry } from '@hailpoint/carrier-simulator';
import { expect, test } from '@jest/globals';
import { owedByCarrier } from './owed-by-carrier.js';

const at = '2026-01-05T12:00:00.000Z';
const accepted = { kind: 'accepted', at, carrierMessageId: 'c1', clientMessageId: 'm1' } as LedgerEntry;
const inbound = { kind: 'inbound', at, carrierMessageId: 'c2' } as LedgerEntry;
const receipt = (state: 'sent' | 'delivered' | 'undelivered', lost = false): LedgerEntry => ({
  kind: 'receipt',
  at,
  eventId: `c1:${state}`,
  carrierMessageId: 'c1',
  state,
  lost,
});
const ended = (eventId: string, outcome: 'acknowledged' | 'givenUp' = 'acknowledged'): LedgerEntry => ({
  kind: 'callback',
  at,
  eventId,
  outcome,
});

test.each<[string, number, LedgerEntry[]]>([
  ['nothing', 0, []],
  ['a message whose end is not told', 1, [accepted, receipt('sent'), ended('c1:sent')]],
  ['a receipt that is not taken', 1, [accepted, receipt('delivered')]],
  ['a receipt that is taken', 0, [accepted, receipt('delivered'), ended('c1:delivered')]],
  ['one that was lost on purpose', 0, [accepted, receipt('undelivered', true)]],
  ['a text that is not handed over', 1, [inbound]],
  ['a text that is', 0, [inbound, ended('c2')]],
  ['a text that was given up', 0, [inbound, ended('c2', 'givenUp')]],
])('%s: %i', (_, owed, ledger) => {
  expect(owedByCarrier(ledger)).toBe(owed);
});
