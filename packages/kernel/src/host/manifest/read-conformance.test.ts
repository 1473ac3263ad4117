import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readConformance } from './read-conformance.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-conformance-'));
const file = join(folder, 'conformance.json');
afterAll(() => rmSync(folder, { recursive: true }));

const kept = { rule: 'one', sentence: 'One holds.', passed: true };
const broken = { rule: 'two', sentence: 'Two holds.', passed: false, whyNot: 'It threw. Mend it.' };
const contribution = { extensionPoint: 'channel-provider', version: 1, contribution: 'Acme', rules: [kept, broken] };

function summaryOf(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readConformance(file);
}

describe('the report that a package ships', () => {
  test('says how many rules are kept, and why the others are not', () => {
    const other = { ...contribution, extensionPoint: 'availability-policy', rules: [kept] };
    expect(summaryOf({ testkit: '0.1.0', kernel: '0.1.0', contributions: [contribution, other] })).toEqual({
      passed: 2,
      total: 3,
      failed: [{ point: 'channel-provider', rule: 'two', why: 'It threw. Mend it.' }],
    });
  });

  test('says nothing when there is none', () => {
    expect(readConformance(null)).toBeNull();
    expect(readConformance(join(folder, 'nowhere.json'))).toBeNull();
  });

  test.each<[string, unknown]>([
    ['no JSON', '{"contributions":'],
    ['null', null],
    ['no contributions', {}],
    ['contributions without rules', { contributions: [{ extensionPoint: 'channel-provider' }] }],
    ['no rules at all', { contributions: [{ ...contribution, rules: [] }] }],
    ['a rule without a verdict', { contributions: [{ ...contribution, rules: [{ rule: 'one' }] }] }],
    ['a reason that is no text', { contributions: [{ ...contribution, rules: [{ ...broken, whyNot: {} }] }] }],
    ['more than a megabyte', { contributions: [contribution], padding: 'x'.repeat(1024 * 1024) }],
  ])('says nothing when it is %s', (_, content) => {
    expect(summaryOf(content)).toBeNull();
  });
});
