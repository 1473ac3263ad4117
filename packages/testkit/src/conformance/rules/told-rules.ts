import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { everythingIn } from '../everything-in.js';
import type { PluginSubject } from '../plugin-subject.js';
import type { PluginTrial } from '../plugin-trial.js';
import type { Probe } from '../probe.js';
import type { Settled } from '../settle.js';
import { type HttpStage, httpMishaps } from '../staged-http-client.js';

const stages: readonly HttpStage[] = ['answered', ...httpMishaps];

/** Shorter ones are parts of words. */
const shortest = 4;

/** Digits of a telephone number that say whose it is, and those that every way of writing it ends with. */
const fewestDigits = 7;
const lastDigits = 9;

/** What nobody reads in an answer, in an error or in the log, also when those go wrong whom the plugin asks. */
export function toldRules<C extends object, Subject extends PluginSubject, Question>(
  probe: Probe<C, Subject, Question>,
): readonly ConformanceRule<PluginTrial<C, Subject>>[] {
  const { privacy } = probe;
  return [
    {
      id: 'secrets_stay_secret',
      sentence: 'No secret of the configuration is in an answer, an error with its causes, or the log.',
      advice:
        'Write errors of your own, and keep requests, headers and configuration out of them, also as `cause` or as a property.',
      async check(trial) {
        const secrets = (trial.subject.secrets ?? []).filter((secret) => secret !== '');
        const questions = (await probe.samples(trial)).map(({ question }) => question);
        for (const { after, settled } of await told(trial, questions)) {
          const text = everythingIn(settled);
          if (secrets.some((secret) => text.includes(secret))) broken(`A secret can be read ${after}.`);
        }
        if (secrets.some((secret) => trial.logged().includes(secret))) broken('A secret can be read in the log.');
      },
    },
    {
      id: privacy.id,
      sentence: privacy.sentence,
      advice: privacy.advice,
      async check(trial) {
        const samples = (await probe.samples(trial)).map(({ question }) => question);
        const questions = privacy.questions?.(samples) ?? samples;
        const all = await told(trial, questions);
        const values = all.flatMap(({ question, settled }) =>
          privacy.values(question, settled.kind === 'answered' ? settled.value : null),
        );
        for (const { after, settled } of all) {
          const words = settled.kind === 'answered' ? privacy.words(settled.value) : settled;
          if (isIn(everythingIn(words), values)) broken(`What is private can be read ${after}.`);
        }
        if (isIn(trial.logged(), values)) broken('What is private can be read in the log.');
      },
    },
  ];

  async function told(trial: PluginTrial<C, Subject>, questions: readonly Question[]) {
    const all: { readonly question: Question; readonly after: string; readonly settled: Settled<unknown> }[] = [];
    for (const stage of stages) {
      trial.http.stage = stage;
      for (const question of questions) {
        const settled = await trial.call((instance, context) => probe.ask.ask(instance, question, context));
        const when = stage === 'answered' ? '' : ` (its requests: ${stage})`;
        all.push({ question, after: `in what came of ${probe.ask.name}${when}`, settled });
      }
    }
    return all;
  }
}

/** Whether one of the values can be read, however it is punctuated. */
function isIn(text: string, values: readonly string[]): boolean {
  const digits = text.replace(/(?<=\d)[\s().\-/]+(?=\d)/g, '');
  return values.some((value) => {
    const ownDigits = value.replace(/\D/g, '');
    return (
      (value.trim().length >= shortest && text.includes(value.trim())) ||
      (ownDigits.length >= fewestDigits && digits.includes(ownDigits.slice(-lastDigits)))
    );
  });
}
