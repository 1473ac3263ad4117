import { existsSync } from 'node:fs';
import type { Conformance } from './conformance.js';
import type { RuleResult } from './conformance-report.js';
import { packageReportFault, writePackageReport } from './package-report.js';

export interface ConformanceOptions {
  /**
   * The report that the package ships. It is written when there is none (where `CI` is not set); later a last test says when it is out of date.
   * It is written anew by the npm script `conformance`, if it runs jest, and with `HAILPOINT_CONFORMANCE=write` in the environment. Several suites may share one file, when they are in one file of tests. Default: no report.
   */
  readonly reportFile?: string | URL;
}

/** Jest's own, taken when needed: this door can be imported outside of a test run. */
interface TestGlobals {
  describe(name: string, define: () => void): void;
  test(name: string, check: () => void | Promise<void>, timeoutMs?: number): void;
  afterAll(work: () => void): void;
}

/** Longer than any rule takes. Milliseconds. */
const ruleTimeoutMs = 120_000;

/** Reports that were missing, and that an earlier suite in the same file of tests has begun. */
const begun = new Set<string>();

/** npm says to a script which one it is. */
function isToWrite(file: string | URL): boolean {
  const { HAILPOINT_CONFORMANCE, npm_lifecycle_event, CI } = process.env;
  const isAsked = HAILPOINT_CONFORMANCE === 'write' || npm_lifecycle_event === 'conformance';
  if (!existsSync(file)) begun.add(String(file));
  return isAsked || (begun.has(String(file)) && CI === undefined);
}

/** Defines one test for each rule. A rule for what is not declared passes, and is named at the end. */
export function describeConformance(
  title: string,
  conformance: Conformance,
  { reportFile }: ConformanceOptions = {},
): void {
  const { afterAll, describe, test } = globalThis as unknown as TestGlobals;
  const results = new Map<string, RuleResult | null>();
  describe(title, () => {
    for (const { id, sentence, check } of conformance.rules) {
      const holds = async () => {
        const result = await check();
        results.set(id, result);
        if (result?.passed === false) throw new Error(`${id}: ${result.whyNot}`);
      };
      test(`${id}: ${sentence}`, holds, ruleTimeoutMs);
    }
    if (reportFile !== undefined) test('the report says the same', () => keepReport(reportFile));
    afterAll(sayWhatWasNotTried);
  });

  /** Their tests pass all the same: what a contribution declares is known only when it runs. */
  function sayWhatWasNotTried(): void {
    const { rules, notDeclared } = conformance.report(results);
    if (notDeclared.length === 0) return;
    const tried = `${title}: ${rules.length} of ${results.size} rules were tried`;
    process.stderr.write(`${tried}; the others are about what it does not declare: ${notDeclared.join(', ')}.\n`);
  }

  function keepReport(file: string | URL): void {
    // Somebody asked for some of the tests only.
    if (results.size < conformance.rules.length) return;
    const report = conformance.report(results);
    if (isToWrite(file)) {
      writePackageReport(report, file);
      return;
    }
    const fault = packageReportFault(report, file);
    if (fault !== null) throw new Error(fault);
  }
}
