import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AvailabilityPolicy } from '@hailpoint/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createConformance } from './conformance.js';
import type { ConformanceReport } from './conformance-report.js';
import { describeConformance } from './describe-conformance.js';
import { type PackageReport, packageReportFault, writePackageReport } from './package-report.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-conformance-'));
const file = join(folder, 'conformance.json');
afterAll(() => rmSync(folder, { recursive: true }));

const report: ConformanceReport = {
  extensionPoint: 'availability-policy',
  version: 1,
  contribution: 'OfficeHours',
  passed: false,
  rules: [
    { rule: 'one', sentence: 'One holds.', passed: true },
    { rule: 'two', sentence: 'Two holds.', passed: false, whyNot: 'It threw after 17 ms. Mend it.' },
  ],
  notDeclared: ['three'],
};
const written = () => JSON.parse(readFileSync(file, 'utf8')) as PackageReport;

describe('the report of a package', () => {
  beforeEach(() => rmSync(file, { force: true }));

  test('holds one report for each contribution, and takes the place of the earlier one', () => {
    const other = { ...report, contribution: 'Holidays' };
    writePackageReport(report, file);
    writePackageReport(other, file);
    writePackageReport({ ...report, passed: true, rules: report.rules.slice(0, 1) }, file);
    expect(written().contributions).toEqual([
      other,
      expect.objectContaining({ contribution: 'OfficeHours', passed: true }),
    ]);
  });

  test('what another version of the rules has checked goes', () => {
    writePackageReport({ ...report, contribution: 'Holidays' }, file);
    writeFileSync(file, JSON.stringify({ ...written(), testkit: '0.0.1' }));
    writePackageReport(report, file);
    expect(written().contributions).toEqual([report]);
  });

  test('says the same, whatever the words are in which a broken rule was seen', () => {
    writePackageReport(report, file);
    const rules = report.rules.map((rule) => (rule.passed ? rule : { ...rule, whyNot: 'It threw after 19 ms.' }));
    expect(packageReportFault({ ...report, rules }, file)).toBeNull();
  });

  test.each<[string, (content: PackageReport) => unknown, RegExp]>([
    ['is missing', () => null, /conformance\.json is missing.* HAILPOINT_CONFORMANCE=write/],
    ['is no report', () => 'nonsense', /is no report/],
    ['is of another testkit', (content) => ({ ...content, testkit: '0.0.1' }), /with testkit 0\.0\.1 and kernel/],
    ['is of another kernel', (content) => ({ ...content, kernel: '0.0.2' }), /and kernel 0\.0\.2; these are/],
    ['is of others', (content) => ({ ...content, contributions: [] }), /nothing of OfficeHours/],
    [
      'says that a broken rule is kept',
      (content) => ({
        ...content,
        contributions: [{ ...report, rules: report.rules.map((rule) => ({ ...rule, passed: true })) }],
      }),
      /says something else about: two\./,
    ],
    [
      'says that a rule is declared',
      (content) => ({ ...content, contributions: [{ ...report, notDeclared: [] }] }),
      /says something else about: three\./,
    ],
  ])('one that %s is out of date', (_, change, fault) => {
    writePackageReport(report, file);
    const changed = change(written());
    if (changed === null) rmSync(file);
    else writeFileSync(file, JSON.stringify(changed));
    expect(packageReportFault(report, file)).toMatch(fault);
  });
});

describe('the last test of a suite', () => {
  const conformance = createConformance({
    point: AvailabilityPolicy,
    rules: [{ id: 'one', sentence: 'One holds.', advice: 'Mend it.', check: () => {} }],
    open: async () => ({ contribution: 'OfficeHours', close: async () => {} }),
  });
  const shipped = join(folder, 'shipped.json');
  const setting = process.env['HAILPOINT_CONFORMANCE'];
  const script = process.env['npm_lifecycle_event'];
  const set = (variables: Readonly<Record<string, string | undefined>>) => {
    for (const name of ['HAILPOINT_CONFORMANCE', 'npm_lifecycle_event', 'CI']) delete process.env[name];
    for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value;
  };
  const ci = process.env['CI'];
  afterEach(() => set({ HAILPOINT_CONFORMANCE: setting, npm_lifecycle_event: script, CI: ci }));

  describe.each([{ HAILPOINT_CONFORMANCE: 'write', CI: '1' }, { npm_lifecycle_event: 'conformance', CI: '1' }, {}])(
    'with %j',
    (variables) => {
      beforeEach(() => set(variables));
      beforeAll(() => rmSync(shipped, { force: true }));
      describeConformance('office-hours', conformance, { reportFile: shipped });
      test('writes the report', () => {
        const { contributions } = JSON.parse(readFileSync(shipped, 'utf8')) as PackageReport;
        expect(contributions).toMatchObject([
          { extensionPoint: 'availability-policy', version: 1, contribution: 'OfficeHours', passed: true },
        ]);
      });
    },
  );

  describe('two suites that share a file that is missing', () => {
    const shared = join(folder, 'shared.json');
    const holidays = createConformance({
      point: AvailabilityPolicy,
      rules: [{ id: 'one', sentence: 'One holds.', advice: 'Mend it.', check: () => {} }],
      open: async () => ({ contribution: 'Holidays', close: async () => {} }),
    });
    beforeEach(() => set({}));
    describeConformance('office-hours', conformance, { reportFile: shared });
    describeConformance('holidays', holidays, { reportFile: shared });
    test('both write their report', () => {
      const { contributions } = JSON.parse(readFileSync(shared, 'utf8')) as PackageReport;
      expect(contributions.map(({ contribution }) => contribution)).toEqual(['Holidays', 'OfficeHours']);
    });
  });

  describe('else', () => {
    beforeEach(() => set({ npm_lifecycle_event: 'test', CI: '1' }));
    describeConformance('office-hours', conformance, { reportFile: shipped });
  });
});
