import { isDeepStrictEqual } from 'node:util';
import { type ConversationPlan, ConversationPolicy, type ConversationSituation } from '@hailpoint/kernel';
import { isPromise, shown } from './answer-faults.js';
import { broken } from './broken-rule-error.js';
import { type Conformance, createConformance } from './conformance.js';
import type { ConformanceRule } from './conformance-rule.js';
import { conversationSituations, type NamedSituation, oddSituations } from './conversation-situations.js';
import { type ConformanceOptions, describeConformance } from './describe-conformance.js';
import { everythingIn } from './everything-in.js';
import { planImpossible, planShapeFault } from './plan-faults.js';
import type { PluginSubject } from './plugin-subject.js';
import { PluginTrial } from './plugin-trial.js';
import { lifecycleRules } from './rules/lifecycle-rules.js';
import { thrownWords } from './thrown-words.js';

/** What the suite must know of a conversation policy: the plugin only. The situations are the suite's. */
export type ConversationPolicySubject = PluginSubject;

type Trial = PluginTrial<ConversationPolicy, ConversationPolicySubject>;

/** The rules for a conversation policy. */
export function conversationPolicyConformance(subject: ConversationPolicySubject): Conformance {
  return createConformance<Trial>({
    point: ConversationPolicy,
    rules: [...rules, ...lifecycleRules],
    open: () => PluginTrial.open(ConversationPolicy, subject),
  });
}

/** Defines one test for each rule for conversation policies. */
export function describeConversationPolicy(
  name: string,
  subject: ConversationPolicySubject,
  options?: ConformanceOptions,
): void {
  describeConformance(`${name}: conversation-policy`, conversationPolicyConformance(subject), options);
}

const all: readonly NamedSituation[] = [...conversationSituations, ...oddSituations];

const rules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'decide_answers_at_once',
    sentence: '`decide` answers a plan or `null` at once, and asks nobody for it.',
    advice: 'Decide by the situation alone, without `async`: it runs again inside the transaction that sends.',
    check(trial) {
      for (const { what, situation } of all) {
        const { asked } = trial;
        const decided: unknown = decidedBy(trial, situation);
        if (isPromise(decided)) Promise.resolve(decided).catch(() => {});
        if (isPromise(decided) || decided === undefined) broken(`With ${what}, it answered ${shown(decided)}.`);
        if (trial.asked > asked) broken(`With ${what}, it asked over HTTP or in the directory.`);
      }
    },
  },
  {
    id: 'something_is_decided',
    sentence: 'There is a situation that `decide` does not leave to the next policy.',
    advice: 'Answer a plan for what you want to decide; `null` for the rest.',
    check(trial) {
      if (conversationSituations.every(({ situation }) => decidedBy(trial, situation) === null))
        broken(`It answered null in each of ${conversationSituations.length} situations.`);
    },
  },
  {
    id: 'odd_situations_are_decided',
    sentence: '`decide` throws in no situation, whatever the ids are and however many conversations there are.',
    advice: 'Compare ids, and do nothing else with them: they are opaque. An error refuses the message.',
    check(trial) {
      for (const { what, situation } of all) {
        try {
          trial.instance.decide(copyOf(situation));
        } catch (error) {
          broken(`With ${what}, it threw ${thrownWords(error)}.`);
        }
      }
    },
  },
  {
    id: 'plans_are_well_formed',
    sentence: 'Every plan has the shape of the contract, and explains itself to the agent.',
    advice:
      'Answer `{ action, row, workflow, closes, profile, confirmations, explanation }` as the contract says, with one sentence for the agent.',
    check(trial) {
      for (const { what, situation } of all) {
        const fault = planShapeFault(decidedBy(trial, situation));
        if (fault !== null) broken(`With ${what}, ${fault}.`);
      }
    },
  },
  {
    id: 'plans_can_be_carried_out',
    sentence:
      'Every plan fits its situation: one conversation at most runs afterwards, and only what runs is closed or appended to.',
    advice:
      'Append to `situation.conversation`, or close it when you create another: two running ones of one sender cannot be.',
    check(trial) {
      for (const { what, situation } of all) {
        const plan = wellFormed(decidedBy(trial, situation));
        const fault = plan && planImpossible(plan, situation);
        if (fault) broken(`With ${what}, ${fault}.`);
      }
    },
  },
  {
    id: 'reassignment_is_confirmed',
    sentence: "A plan that takes somebody's profile away asks the agent to confirm it.",
    advice: 'Name a confirmation, such as `recipient_reassignment`, where `profile` is "replace".',
    check(trial) {
      for (const { what, situation } of conversationSituations) {
        const plan = wellFormed(decidedBy(trial, situation));
        if (plan?.action !== 'create' || plan.profile !== 'replace' || situation.profile === null) continue;
        if (plan.confirmations.length === 0) broken(`With ${what}, it replaces the profile without a confirmation.`);
      }
    },
  },
  {
    id: 'words_name_no_ids',
    sentence: 'An explanation or a reason names conversations by their number, and nobody by an id.',
    advice: 'Write `number` in place of `id`, and "the agent who has it" in place of a key: the agent reads it.',
    check(trial) {
      for (const { what, situation } of conversationSituations) {
        const plan = wellFormed(decidedBy(trial, situation));
        const words = plan?.action === 'refuse' ? plan.reason : (plan?.explanation ?? '');
        const found = /\b(?:id-of|key-of)-[a-z-]+/.exec(words)?.[0];
        if (found !== undefined) broken(`With ${what}, its words hold "${found}".`);
      }
    },
  },
  {
    id: 'decide_is_pure',
    sentence:
      '`decide` gives the same plan for the same situation, whatever was asked before and of whichever instance, and changes nothing.',
    advice:
      'Keep nothing between two calls, and take no time and no chance: the plan that the agent saw is compared with the one that is carried out.',
    async check(trial) {
      const other = await trial.another();
      const first = conversationSituations.map(({ situation }) => decidedBy(trial, situation));
      trial.host.time.advance(3_600_000);
      for (const asked of [trial, other]) {
        for (const [index, { what, situation }] of [...conversationSituations.entries()].reverse()) {
          if (!isDeepStrictEqual(decidedBy(asked, situation), first[index]))
            broken(`With ${what}, it decided otherwise when it was asked again.`);
        }
      }
      for (const { what, situation } of conversationSituations) {
        const given = copyOf(situation);
        decidedBy(trial, situation, given);
        if (!isDeepStrictEqual(given, copyOf(situation))) broken(`With ${what}, it changed the situation.`);
      }
    },
  },
  {
    id: 'secrets_stay_secret',
    sentence: 'No secret of the configuration is in a plan or in the log.',
    advice: 'Leave the configuration out of explanations, reasons and the log.',
    check(trial) {
      const secrets = (trial.subject.secrets ?? []).filter((secret) => secret !== '');
      const told = [...all.map(({ situation }) => everythingIn(decidedBy(trial, situation))), trial.logged()];
      if (told.some((text) => secrets.some((secret) => text.includes(secret)))) broken('A secret can be read.');
    },
  },
];

/** A throw is the business of one rule. */
function decidedBy(
  trial: Trial,
  situation: ConversationSituation,
  given: ConversationSituation = copyOf(situation),
): ConversationPlan | null {
  try {
    return trial.instance.decide(given);
  } catch {
    return null;
  }
}

/** What one policy changes, the next one must not see. */
function copyOf(situation: ConversationSituation): ConversationSituation {
  return JSON.parse(JSON.stringify(situation)) as ConversationSituation;
}

/** `null`: there is no plan, or its shape is the business of another rule. */
function wellFormed(plan: ConversationPlan | null): ConversationPlan | null {
  return planShapeFault(plan) === null ? plan : null;
}
