import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { describeSettled } from '../describe-settled.js';
import { settle } from '../settle.js';
import type { Trial } from '../trial.js';

/** A call that is given up may take so long to end. Milliseconds. */
export const graceMs = 1_000;

/** Within which a request must have reached the carrier. Milliseconds. */
const requestLimitMs = 4_000;

/** What becomes of a call that the host gives up. */
export const giveUpRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'send_honours_abort',
    sentence: `A send that is given up while the carrier is silent settles within ${graceMs} ms, as unknown.`,
    advice: 'Pass `context.signal` to every request, and let the error through: the carrier may have the message.',
    async check(trial) {
      const sent = await givenUp(trial, (signal) => trial.send(trial.message(), signal));
      if (sent.kind !== 'threw')
        broken(`The carrier never answered and the call was given up, but ${describeSettled(sent)}.`);
    },
  },
  {
    id: 'look_up_honours_abort',
    sentence: `A look-up that is given up while the carrier is silent settles within ${graceMs} ms, and says neither found nor absent.`,
    advice: 'Pass `context.signal` to every request of `lookUp`.',
    appliesTo: ({ provider }) => provider.lookUp !== undefined,
    async check(trial) {
      const found = await givenUp(trial, (signal) => trial.lookUp(trial.message(), signal));
      const isOpen = found.kind === 'threw' || (found.kind === 'answered' && found.value?.outcome === 'inconclusive');
      if (!isOpen) broken(`The carrier never answered and the look-up was given up, but ${describeSettled(found)}.`);
    },
  },
];

/** How a call ends that is given up as soon as the carrier, which stays silent, has its request. */
export async function givenUp<T>(
  trial: Trial,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T | { kind: 'late'; afterMs: number }> {
  const giveUp = new AbortController();
  trial.carrier.say({ kind: 'silence' });
  const running = call(giveUp.signal);
  const arrival = await settle(() => Promise.race([trial.carrier.requested(), running]), requestLimitMs);
  if (arrival.kind === 'late') broken('No request reached the carrier.');
  giveUp.abort();
  const ended = await settle(() => running, graceMs);
  if (ended.kind === 'threw') throw ended.error;
  return ended.kind === 'answered' ? ended.value : ended;
}
