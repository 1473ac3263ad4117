import { isDeepStrictEqual } from 'node:util';
import { shown } from '../answer-faults.js';
import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import type { PluginSubject } from '../plugin-subject.js';
import type { PluginTrial } from '../plugin-trial.js';
import type { Probe } from '../probe.js';

/** How often each sample is asked about at the same time. */
const parallel = 5;

/** Questions come twice, from several nodes, and at the same time. */
export function askedAgainRules<C extends object, Subject extends PluginSubject, Question>(
  probe: Probe<C, Subject, Question>,
): readonly ConformanceRule<PluginTrial<C, Subject>>[] {
  const { name, ask } = probe.ask;
  const answerTo = async (trial: PluginTrial<C, Subject>, question: Question) => {
    const answered = await trial.call((instance, context) => ask(instance, question, context));
    return answered.kind === 'answered' ? plain(answered.value) : answered.kind;
  };
  return [
    {
      id: 'same_question_same_answer',
      sentence: `\`${name}\` gives the same answer to the same question, asked again or of another instance, and leaves the question as it was.`,
      advice: `Keep nothing of a call in the contribution, and change nothing that \`${name}\` is given: a question is asked for the preflight, again at the send, and by any node.`,
      async check(trial) {
        const other = await trial.another();
        for (const { what, question } of await probe.samples(trial)) {
          const before = plain(question);
          const first = await answerTo(trial, question);
          for (const again of [await answerTo(trial, question), await answerTo(other, question)]) {
            if (!isDeepStrictEqual(again, first))
              broken(`On ${what}, it answered ${shown(first)} first, and ${shown(again)} when it was asked again.`);
          }
          if (!isDeepStrictEqual(plain(question), before)) broken(`On ${what}, it changed the question.`);
        }
      },
    },
    {
      id: 'concurrent_questions_keep_apart',
      sentence: `Of questions that are asked at the same time, each gets its own answer.`,
      advice:
        'Keep nothing of a question in the contribution: what belongs to one call lives in its variables. A sample needs another one beside it that is answered differently.',
      async check(trial) {
        const samples = await probe.samples(trial);
        const alone: unknown[] = [];
        for (const { question } of samples) alone.push(await answerTo(trial, question));
        if (!alone.some((answer) => !isDeepStrictEqual(answer, alone[0])))
          broken('The subject has only samples that are answered alike.');
        trial.http.stage = 'reversed';
        const asked = Array.from({ length: parallel }).flatMap(() => samples.map((_, index) => index));
        const answers = await Promise.all(asked.map((index) => answerTo(trial, samples[index]!.question)));
        for (const [place, answer] of answers.entries()) {
          const own = asked[place]!;
          if (isDeepStrictEqual(answer, alone[own])) continue;
          const other = alone.findIndex((each) => isDeepStrictEqual(each, answer));
          if (other >= 0) broken(`${samples[own]!.what} got the answer to ${samples[other]!.what}.`);
        }
      },
    },
  ];
}

/** A copy: what is given out again and again may be one object. */
function plain(answer: unknown): unknown {
  try {
    return structuredClone(answer);
  } catch {
    return shown(answer);
  }
}
