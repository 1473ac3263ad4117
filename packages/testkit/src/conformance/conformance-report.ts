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

/** What one contribution keeps of the rules of its extension point. */
export interface ConformanceReport {
  readonly extensionPoint: string;
  /** Of the contract. */
  readonly version: number;
  /** Its name; `null`: its plugin did not start. */
  readonly contribution: string | null;
  readonly passed: boolean;
  readonly rules: readonly RuleResult[];
  /** Rules for what is not declared. */
  readonly notDeclared: readonly string[];
}
