import { ChannelProvider } from '@hailpoint/kernel';
import { BrokenRuleError } from './broken-rule-error.js';
import { channelProviderRules } from './channel-provider-rules.js';
import type { ChannelProviderSubject } from './channel-provider-subject.js';
import type { ConformanceReport, RuleResult } from './conformance-report.js';
import type { ConformanceRule } from './conformance-rule.js';
import { thrownWords } from './thrown-words.js';
import { Trial } from './trial.js';

/** A rule, to be checked on one subject. */
export interface RuleCheck {
  /** Stable: reports are compared by it. */
  readonly id: string;
  readonly sentence: string;
  /** With a new provider and a new carrier; never throws. `null`: what the rule is about is not declared. */
  check(): Promise<RuleResult | null>;
}

export interface ChannelProviderConformance {
  readonly rules: readonly RuleCheck[];
  /** Checks every rule, one after the other. */
  run(): Promise<ConformanceReport>;
  /** The report of results that `check` gave, by rule. */
  report(results: ReadonlyMap<string, RuleResult | null>): ConformanceReport;
}

/** The rules for a channel provider. What it declares decides which of them it must keep. */
export function channelProviderConformance(subject: ChannelProviderSubject): ChannelProviderConformance {
  const rules = channelProviderRules.map((rule) => ({
    id: rule.id,
    sentence: rule.sentence,
    check: () => checkRule(rule, subject),
  }));
  return {
    rules,
    report: reportOf,
    async run() {
      const results = new Map<string, RuleResult | null>();
      for (const { id, check } of rules) results.set(id, await check());
      return reportOf(results);
    },
  };
}

function reportOf(results: ReadonlyMap<string, RuleResult | null>): ConformanceReport {
  const rules = [...results.values()].filter((result) => result !== null);
  return {
    extensionPoint: ChannelProvider.id,
    version: ChannelProvider.version,
    passed: rules.every(({ passed }) => passed),
    rules,
    notDeclared: [...results].filter(([, result]) => result === null).map(([id]) => id),
  };
}

async function checkRule(rule: ConformanceRule, subject: ChannelProviderSubject): Promise<RuleResult | null> {
  const { id, sentence, advice } = rule;
  try {
    const isDeclared = await tryRule(rule, subject);
    return isDeclared ? { rule: id, sentence, passed: true } : null;
  } catch (error) {
    const seen = error instanceof BrokenRuleError ? error.message : `It threw ${thrownWords(error)}`;
    return { rule: id, sentence, passed: false, whyNot: `${seen} ${advice}` };
  }
}

/** `false`: the rule is about something that is not declared. */
async function tryRule(rule: ConformanceRule, subject: ChannelProviderSubject): Promise<boolean> {
  const trial = await Trial.open(subject);
  try {
    if (rule.appliesTo?.(trial) === false) return false;
    await rule.check(trial);
    return true;
  } finally {
    await trial.close();
  }
}
