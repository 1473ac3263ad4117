import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { describeSettled } from '../describe-settled.js';
import type { PluginSubject } from '../plugin-subject.js';
import type { PluginTrial } from '../plugin-trial.js';
import type { Probe } from '../probe.js';

/** What is answered: to what the author expects, and to what nobody does. */
export function answerRules<C extends object, Subject extends PluginSubject, Question>(
  probe: Probe<C, Subject, Question>,
): readonly ConformanceRule<PluginTrial<C, Subject>>[] {
  const { select, ask } = probe;
  return [
    {
      id: 'samples_are_answered',
      sentence: `\`${select.name}\` takes every sample of the subject, and \`${ask.name}\` answers it as the subject says.`,
      advice: probe.advice.samples,
      async check(trial) {
        for (const { what, question, unexpected } of await samplesOf(probe, trial)) {
          if (select.ask(trial.instance, question) !== true) broken(`On ${what}, ${select.name} did not answer true.`);
          const answered = await trial.call((instance, context) => ask.ask(instance, question, context));
          if (answered.kind !== 'answered') broken(`On ${what}, ${describeSettled(answered)}.`);
          const fault = unexpected(answered.value);
          if (fault !== null) broken(`On ${what}, ${fault}.`);
        }
      },
    },
    {
      id: 'answers_are_well_formed',
      sentence: `Every answer of \`${ask.name}\` has the shape of the contract, with words that people can read.`,
      advice: probe.advice.shape,
      async check(trial) {
        const samples = await samplesOf(probe, trial);
        for (const { what, question } of [...samples, ...oddOf(probe, samples)]) {
          const answered = await trial.call((instance, context) => ask.ask(instance, question, context));
          // A throw is the business of another rule.
          const fault = answered.kind === 'answered' ? probe.fault(answered.value, question) : null;
          if (fault !== null) broken(`On ${what}, ${fault}.`);
        }
      },
    },
    {
      id: 'odd_questions_are_answered',
      sentence: `\`${ask.name}\` answers questions with empty, huge and unknown values too, and throws on none.`,
      advice: probe.advice.oddQuestions,
      async check(trial) {
        for (const { what, question } of oddOf(probe, await samplesOf(probe, trial))) {
          const answered = await trial.call((instance, context) => ask.ask(instance, question, context));
          if (answered.kind !== 'answered') broken(`On ${what}, ${describeSettled(answered)}.`);
        }
      },
    },
  ];
}

async function samplesOf<C extends object, Subject extends PluginSubject, Question>(
  probe: Probe<C, Subject, Question>,
  trial: PluginTrial<C, Subject>,
) {
  const samples = await probe.samples(trial);
  return samples.length > 0 ? samples : broken('The subject has no samples.');
}

function oddOf<C extends object, Subject extends PluginSubject, Question>(
  probe: Probe<C, Subject, Question>,
  samples: readonly { readonly question: Question }[],
) {
  return samples.slice(0, 1).flatMap(({ question }) => probe.odd(question));
}
