import { broken } from '../broken-rule-error.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { describeSettled } from '../describe-settled.js';
import type { Trial } from '../trial.js';

/** What may be concluded about an attempt whose outcome is unknown. */
export const lookUpRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'look_up_is_declared',
    sentence: '`lookUp` and `lookUpSettlesAfterMs` are both there, or neither is.',
    advice:
      'Declare after how many milliseconds the carrier surely lists a message, or leave `lookUp` out: without it an absent message is never trusted.',
    check({ provider, capabilities }) {
      const { lookUpSettlesAfterMs } = capabilities;
      const isThere = typeof provider.lookUp === 'function';
      if (isThere && lookUpSettlesAfterMs === undefined) broken('There is lookUp without lookUpSettlesAfterMs.');
      if (!isThere && lookUpSettlesAfterMs !== undefined) broken('There is lookUpSettlesAfterMs without lookUp.');
      if (isThere && !(lookUpSettlesAfterMs! >= 0)) broken('lookUpSettlesAfterMs is below 0.');
    },
  },
  {
    id: 'look_up_does_not_guess',
    sentence: 'A look-up that the carrier answers with 500 or with an unreadable page says neither found nor absent.',
    advice: 'Answer `inconclusive` or throw unless the carrier gave a readable list: what is `absent` is sent again.',
    appliesTo: ({ provider }) => provider.lookUp !== undefined,
    async check(trial) {
      for (const kind of ['fail', 'garble'] as const) {
        trial.carrier.say({ kind });
        const found = await trial.lookUp();
        const isOpen = found.kind === 'threw' || (found.kind === 'answered' && found.value?.outcome === 'inconclusive');
        if (!isOpen) broken(`The carrier gave no readable list (${kind}), but ${describeSettled(found)}.`);
      }
    },
  },
];
