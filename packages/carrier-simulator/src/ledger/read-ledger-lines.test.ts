import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LedgerEntry } from './ledger-entry.js';
import { readLedgerLines } from './read-ledger-lines.js';

const entry = fc.record({
  kind: fc.constant('number' as const),
  at: fc.string(),
  address: fc.string({ unit: 'grapheme' }),
});

function write(entries: readonly LedgerEntry[]): Buffer {
  return Buffer.from(entries.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

describe('readLedgerLines', () => {
  test('cut anywhere, it gives exactly the entries that were written whole', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), fc.nat(), (entries, at) => {
        const content = write(entries);
        const cut = content.subarray(0, content.length === 0 ? 0 : at % (content.length + 1));
        const read = readLedgerLines(cut, 'ledger');
        expect(read.entries).toEqual(entries.slice(0, read.entries.length));
        expect(write(read.entries).equals(cut.subarray(0, read.wholeBytes))).toBe(true);
        expect(cut.subarray(read.wholeBytes).includes(10)).toBe(false);
      }),
    );
  });

  test.each(['not json\n', '{"kind":"somethingElse"}\n', '[]\n', 'null\n'])('a whole line %j is named', (line) => {
    const content = Buffer.concat([write([{ kind: 'number', at: '', address: '+12025550100' }]), Buffer.from(line)]);
    expect(() => readLedgerLines(content, 'the-file')).toThrow(/Line 2 of the ledger the-file/);
  });
});
