import type { ConformanceRule } from '../conformance-rule.js';
import type { PluginSubject } from '../plugin-subject.js';
import type { PluginTrial } from '../plugin-trial.js';
import type { Probe } from '../probe.js';
import { answerRules } from './answer-rules.js';
import { askedAgainRules } from './asked-again-rules.js';
import { givenUpRule } from './given-up-rule.js';
import { lifecycleRules } from './lifecycle-rules.js';
import { selectorRule } from './selector-rule.js';
import { toldRules } from './told-rules.js';

/** The rules that hold at every extension point with a selector and questions. */
export function probeRules<C extends object, Subject extends PluginSubject, Question>(
  probe: Probe<C, Subject, Question>,
): readonly ConformanceRule<PluginTrial<C, Subject>>[] {
  return [
    selectorRule(probe),
    ...answerRules(probe),
    ...askedAgainRules(probe),
    givenUpRule(probe),
    ...toldRules(probe),
    ...lifecycleRules,
  ];
}
