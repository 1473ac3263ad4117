import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import type { PluginSubject } from '../plugin-subject.js';
import type { PluginTrial } from '../plugin-trial.js';
import type { Probe } from '../probe.js';
import { settle } from '../settle.js';
import { handles, leftOver } from './lifecycle-rules.js';

/** A call that is given up may take so long to end. Milliseconds. */
const graceMs = 1_000;

/** Within which a call asks somebody, if it ever does. Milliseconds. */
const requestLimitMs = 1_000;

const calls = 20;

/** Handles of one kind that the test runner may open meanwhile. A leak makes one in every call. */
const noise = 5;

/** What becomes of a call that the host gives up. */
export function givenUpRule<C extends object, Subject extends PluginSubject, Question>(
  probe: Probe<C, Subject, Question>,
): ConformanceRule<PluginTrial<C, Subject>> {
  const { name, ask } = probe.ask;
  return {
    id: 'abort_is_honoured',
    sentence: `A call of \`${name}\` that is given up while nobody answers it ends within ${graceMs} ms, and leaves no request and no timer.`,
    advice: 'Pass `context.signal` to every request and to whatever else you wait for, and clear your own timers.',
    async check(trial) {
      const questions = (await probe.samples(trial)).map(({ question }) => question);
      trial.http.stage = 'silent';
      const before = handles();
      for (let call = 0; call < calls; call += 1) await giveUp(trial, questions[call % questions.length] as Question);
      if (trial.http.pending > 0) broken(`A request goes on after its call was given up.`);
      const left = await leftOver(before, noise);
      if (left !== null) broken(`After ${calls} calls that were given up there are more of: ${left}.`);
    },
  };

  async function giveUp(trial: PluginTrial<C, Subject>, question: Question): Promise<void> {
    const controller = new AbortController();
    const requested = trial.http.requested();
    const running = trial.call(
      (instance, context) => ask(instance, question, context),
      controller.signal,
      requestLimitMs + graceMs,
    );
    await settle(() => Promise.race([requested, running]), requestLimitMs);
    controller.abort();
    const ended = await settle(() => running, graceMs);
    if (ended.kind === 'late' || (ended.kind === 'answered' && ended.value.kind === 'late'))
      broken(`A call of ${name} was given up, and did not end within ${graceMs} ms.`);
  }
}
