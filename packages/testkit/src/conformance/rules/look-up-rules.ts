import { broken } from '../broken-rule-error.js';
import type { ListedMessage } from '../carrier-dialect.js';
import type { ConformanceRule } from '../conformance-rule.js';
import { describeSettled } from '../describe-settled.js';
import type { Trial } from '../trial.js';

const appliesTo = ({ provider }: Trial) => provider.lookUp !== undefined;

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
    id: 'look_up_finds',
    sentence: 'A message that the carrier has is `found`, with the id that the carrier gives.',
    advice:
      'Look it up by what `send` gave the carrier (an id of ours, or recipient, sender, time and text), and say `found` with what is listed.',
    appliesTo,
    async check(trial) {
      const message = trial.message();
      const listed: ListedMessage = {
        direction: 'outbound',
        messageId: message.id,
        carrierMessageId: 'carrier-message-1',
        from: message.sender.address,
        to: message.recipientId,
        body: message.body,
        state: 'sent',
        at: message.attemptedAt,
      };
      say(trial, listed);
      const found = await trial.lookUp(message);
      if (found.kind !== 'answered' || found.value?.outcome !== 'found')
        broken(`The carrier has the message, but ${describeSettled(found)}.`);
      const { carrierMessageId } = found.value;
      if (carrierMessageId !== listed.carrierMessageId)
        broken(`The carrier has it as "${listed.carrierMessageId}", and it was found as "${carrierMessageId}".`);
    },
  },
  {
    id: 'look_up_tells_absence',
    sentence: 'A message that the carrier gives a readable list without is `absent`.',
    advice: 'Answer `absent` when the list is readable and empty: only then is the message sent again.',
    appliesTo,
    async check(trial) {
      say(trial, null);
      const found = await trial.lookUp();
      if (found.kind !== 'answered' || found.value?.outcome !== 'absent')
        broken(`The carrier does not have the message, but ${describeSettled(found)}.`);
    },
  },
  {
    id: 'look_up_does_not_guess',
    sentence: 'A look-up that the carrier answers with 500 or with an unreadable page says neither found nor absent.',
    advice: 'Answer `inconclusive` or throw unless the carrier gave a readable list: what is `absent` is sent again.',
    appliesTo,
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

function say({ carrier, subject }: Trial, message: ListedMessage | null): void {
  if (subject.carrier.lookedUp === undefined) broken('The subject has no carrier.lookedUp, but there is lookUp.');
  carrier.say({ kind: 'lookUp', message });
}
