import type { ExtensionPoint } from '@hailpoint/kernel';
import { BrokenRuleError } from './broken-rule-error.js';
import type { ConformanceReport, RuleResult } from './conformance-report.js';
import type { ConformanceRule } from './conformance-rule.js';
import { thrownWords } from './thrown-words.js';

/** A rule, to be checked on one subject. */
export interface RuleCheck {
  /** Stable: reports are compared by it. */
  readonly id: string;
  readonly sentence: string;
  /** With a new contribution and new surroundings; never throws. `null`: what the rule is about is not declared. */
  check(): Promise<RuleResult | null>;
}

/** The rules of an extension point, for one contribution to it. */
export interface Conformance {
  readonly rules: readonly RuleCheck[];
  /** Checks every rule, one after the other. */
  run(): Promise<ConformanceReport>;
  /** The report of results that `check` gave, by rule. */
  report(results: ReadonlyMap<string, RuleResult | null>): ConformanceReport;
}

/** What every trial has. */
export interface OpenTrial {
  /** Name of the contribution. */
  readonly contribution: string;
  close(): Promise<void>;
}

export interface ConformanceParts<Trial extends OpenTrial> {
  readonly point: Pick<ExtensionPoint, 'id' | 'version'>;
  readonly rules: readonly ConformanceRule<Trial>[];
  /** A new one for each rule. @throws TestHostError when the plugin does not start */
  open(): Promise<Trial>;
}

export function createConformance<Trial extends OpenTrial>({
  point,
  rules,
  open,
}: ConformanceParts<Trial>): Conformance {
  let contribution: string | null = null;
  const checks = rules.map((rule) => ({
    id: rule.id,
    sentence: rule.sentence,
    check: () => checkRule(rule),
  }));

  async function checkRule(rule: ConformanceRule<Trial>): Promise<RuleResult | null> {
    const { id, sentence, advice } = rule;
    let trial: Trial;
    try {
      trial = await open();
    } catch (error) {
      return { rule: id, sentence, passed: false, whyNot: `Nothing could be tried. ${thrownWords(error)}` };
    }
    try {
      const isDeclared = await tryRule(rule, trial);
      return isDeclared ? { rule: id, sentence, passed: true } : null;
    } catch (error) {
      const seen = error instanceof BrokenRuleError ? error.message : `It threw ${thrownWords(error)}`;
      return { rule: id, sentence, passed: false, whyNot: `${seen} ${advice}` };
    }
  }

  /** `false`: the rule is about something that is not declared. */
  async function tryRule(rule: ConformanceRule<Trial>, trial: Trial): Promise<boolean> {
    try {
      contribution = trial.contribution;
      if (rule.appliesTo?.(trial) === false) return false;
      await rule.check(trial);
      return true;
    } finally {
      await trial.close();
    }
  }

  function report(results: ReadonlyMap<string, RuleResult | null>): ConformanceReport {
    const checked = [...results.values()].filter((result) => result !== null);
    return {
      extensionPoint: point.id,
      version: point.version,
      contribution,
      passed: checked.every(({ passed }) => passed),
      rules: checked,
      notDeclared: [...results].filter(([, result]) => result === null).map(([id]) => id),
    };
  }

  return {
    rules: checks,
    report,
    async run() {
      const results = new Map<string, RuleResult | null>();
      for (const { id, check } of checks) results.set(id, await check());
      return report(results);
    },
  };
}
