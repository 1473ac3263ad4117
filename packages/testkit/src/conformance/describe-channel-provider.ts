import { channelProviderConformance } from './channel-provider-conformance.js';
import type { ChannelProviderSubject } from './channel-provider-subject.js';
import { type RuleResult, writeConformanceReport } from './conformance-report.js';

export interface DescribeChannelProviderOptions {
  /** Where the report is written when every rule was checked. Default: nowhere. */
  readonly reportFile?: string | URL;
}

/** Jest's own, taken when needed: this door can be imported outside of a test run. */
interface TestGlobals {
  describe(name: string, define: () => void): void;
  test(name: string, check: () => Promise<void>, timeoutMs: number): void;
  afterAll(work: () => void): void;
}

/** Longer than any rule takes. Milliseconds. */
const ruleTimeoutMs = 120_000;

/** Defines one test for each rule for channel providers. A rule for what the provider does not declare passes. */
export function describeChannelProvider(
  name: string,
  subject: ChannelProviderSubject,
  { reportFile }: DescribeChannelProviderOptions = {},
): void {
  const { describe, test, afterAll } = globalThis as unknown as TestGlobals;
  const conformance = channelProviderConformance(subject);
  const results = new Map<string, RuleResult | null>();
  describe(`${name}: channel-provider`, () => {
    for (const { id, sentence, check } of conformance.rules) {
      const holds = async () => {
        const result = await check();
        results.set(id, result);
        if (result?.passed === false) throw new Error(`${id}: ${result.whyNot}`);
      };
      test(`${id}: ${sentence}`, holds, ruleTimeoutMs);
    }
    afterAll(() => {
      const isComplete = results.size === conformance.rules.length;
      if (reportFile !== undefined && isComplete) writeConformanceReport(conformance.report(results), reportFile);
    });
  });
}
