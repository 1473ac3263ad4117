import { isPromise, shown } from '../answer-faults.js';
import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import type { PluginSubject } from '../plugin-subject.js';
import type { PluginTrial } from '../plugin-trial.js';
import type { Probe } from '../probe.js';
import { thrownWords } from '../thrown-words.js';

/** Who is asked is decided at once, for every record and every channel that there is. */
export function selectorRule<C extends object, Subject extends PluginSubject, Question>(
  probe: Probe<C, Subject, Question>,
): ConformanceRule<PluginTrial<C, Subject>> {
  const { name, ask } = probe.select;
  return {
    id: 'selector_answers_at_once',
    sentence: `\`${name}\` answers true or false at once, asks nobody for it, and throws on nothing.`,
    advice: `Decide in \`${name}\` by its arguments alone, and compare them with what you know; what takes a request belongs into \`${probe.ask.name}\`.`,
    async check(trial) {
      const samples = await probe.samples(trial);
      const odd = samples.slice(0, 1).flatMap(({ question }) => probe.odd(question));
      for (const { what, question } of [...samples, ...odd]) {
        const { asked } = trial;
        const selected = selectedBy(() => ask(trial.instance, question), what, name);
        if (isPromise(selected)) Promise.resolve(selected).catch(() => {});
        if (typeof selected !== 'boolean') broken(`On ${what}, ${name} answered ${shown(selected)}.`);
        if (trial.asked > asked) broken(`On ${what}, ${name} asked over HTTP or in the directory.`);
      }
    },
  };
}

function selectedBy(select: () => unknown, what: string, name: string): unknown {
  try {
    return select();
  } catch (error) {
    broken(`On ${what}, ${name} threw ${thrownWords(error)}.`);
  }
}
