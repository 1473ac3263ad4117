import { writeFileSync } from 'node:fs';

/** What came of one rule. */
export type RuleResult =
  | { readonly rule: string; readonly sentence: string; readonly passed: true }
  | {
      readonly rule: string;
      readonly sentence: string;
      readonly passed: false;
      /** What was seen, and what to do. */
      readonly whyNot: string;
    };

/** What an implementation of an extension point keeps of its rules. */
export interface ConformanceReport {
  readonly extensionPoint: string;
  /** Of the contract. */
  readonly version: number;
  readonly passed: boolean;
  readonly rules: readonly RuleResult[];
  /** Rules for what is not declared. */
  readonly notDeclared: readonly string[];
}

/** Writes the report as JSON. No time stands in it, so that the file changes only with what it says. */
export function writeConformanceReport(report: ConformanceReport, file: string | URL): void {
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}
