import type { Settled } from './settle.js';
import { thrownWords } from './thrown-words.js';

/** What came of a call, for a sentence about it. */
export function describeSettled(settled: Settled<unknown>): string {
  switch (settled.kind) {
    case 'answered':
      return `it answered ${JSON.stringify(settled.value) ?? 'nothing'}`;
    case 'threw':
      return `it threw ${thrownWords(settled.error)}`;
    case 'late':
      return `it did not settle within ${settled.afterMs} ms`;
  }
}
