import { type SelectableSender, type SenderHealth, SenderSelector, type SenderSituation } from '@hailpoint/kernel';
import { isObject, refusalFault, shown } from './answer-faults.js';
import { type Conformance, createConformance } from './conformance.js';
import { type ConformanceOptions, describeConformance } from './describe-conformance.js';
import { oddTexts } from './odd-texts.js';
import type { PluginSubject } from './plugin-subject.js';
import { PluginTrial } from './plugin-trial.js';
import type { OddQuestion, Probe } from './probe.js';
import { probeRules } from './rules/probe-rules.js';

/** What the suite must know of a sender selector. */
export interface SenderSelectorSubject extends PluginSubject {
  /** Situations in which it chooses: two at least, with different choices. */
  readonly situations: readonly SenderSituation[];
}

/** The rules for a sender selector. */
export function senderSelectorConformance(subject: SenderSelectorSubject): Conformance {
  return createConformance({
    point: SenderSelector,
    rules: probeRules(probe),
    open: () => PluginTrial.open(SenderSelector, subject),
  });
}

/** Defines one test for each rule for sender selectors. */
export function describeSenderSelector(
  name: string,
  subject: SenderSelectorSubject,
  options?: ConformanceOptions,
): void {
  describeConformance(`${name}: sender-selector`, senderSelectorConformance(subject), options);
}

const probe: Probe<SenderSelector, SenderSelectorSubject, SenderSituation> = {
  point: SenderSelector,
  select: {
    name: 'isValidForChannel',
    ask: (instance, { channel }) => instance.isValidForChannel(channel),
  },
  ask: {
    name: 'selectSender',
    ask: (instance, situation, context) => instance.selectSender(situation, context),
  },
  samples: ({ subject }) =>
    subject.situations.map((question, index) => ({
      what: `the sample ${index + 1} of \`situations\``,
      question,
      unexpected: (answer) => (isObject(answer) ? null : `it answered ${shown(answer)} in place of a choice`),
    })),
  odd: oddSituations,
  fault: choiceFault,
  privacy: {
    id: 'addresses_stay_private',
    sentence:
      'No address, of the recipient or of a sender, is in a code, a reason, an error with its causes, or the log.',
    advice: 'Say in the reason why it is this sender, without an address: the agent sees both beside.',
    values: ({ recipient, senders }) => [recipient.recipientId, ...senders.map(({ address }) => address)],
    // An id is no word for people, and may be the sender's address.
    words: (answer) => (isObject(answer) ? [answer['code'], answer['reason']] : answer),
  },
  advice: {
    samples: 'Answer a choice in every situation of the samples; `null` is for those that you leave to the next.',
    shape:
      'Answer `{ senderId, code, reason }` with the id of one of `situation.senders` and one sentence of at most 500 characters for the agent, or `null`. What you take over into the reason, such as the name of a sender, may be of any length.',
    oddQuestions:
      'Bear a situation in which nothing is known of the person, the country is none, and no sender is well: who throws is passed over, and the agent gets the default order.',
  },
};

function choiceFault(answer: unknown, { senders }: SenderSituation): string | null {
  if (answer === null) return null;
  if (!isObject(answer)) return `it answered ${shown(answer)}, and neither a choice nor null`;
  const { senderId } = answer;
  return senders.some(({ id }) => id === senderId)
    ? refusalFault(answer)
    : `its senderId is ${shown(senderId)}, and none of the situation's senders`;
}

const troubles: readonly (readonly [what: string, health: SenderHealth])[] = [
  ['resting', { circuit: 'open', failuresInARow: 5, waitMs: null }],
  ['being tried again', { circuit: 'half_open', failuresInARow: 5, waitMs: 0 }],
  ['failing', { circuit: 'closed', failuresInARow: 1_000_000, waitMs: 0 }],
  ['busy for a day', { circuit: 'closed', failuresInARow: 0, waitMs: 86_400_000 }],
  ['of unknown health', { circuit: 'closed', failuresInARow: 0, waitMs: null }],
];

function oddSituations(sample: SenderSituation): readonly OddQuestion<SenderSituation>[] {
  const { recipientId } = sample.recipient;
  const reference = { source: 'nowhere', id: 'nobody' };
  const every = (change: Partial<SelectableSender>): SenderSituation => ({
    ...sample,
    senders: sample.senders.map((sender) => ({ ...sender, ...change })),
  });
  const withoutCountry = sample.senders.map(({ country: _, ...sender }) => sender);
  return [
    { what: 'a situation without a country', question: { ...sample, recipient: { recipientId }, person: null } },
    { what: 'a situation without a person', question: { ...sample, person: null } },
    { what: 'a person of whom nothing is known', question: { ...sample, person: { reference } } },
    {
      what: 'a situation in which nothing is known',
      question: {
        ...sample,
        recipient: { recipientId },
        person: null,
        senders: withoutCountry,
        running: null,
        lastUsed: null,
      },
    },
    { what: 'senders without a country', question: { ...sample, senders: withoutCountry } },
    { what: 'senders in another order', question: { ...sample, senders: sample.senders.toReversed() } },
    { what: 'a hundred other senders', question: { ...sample, senders: strangers(sample) } },
    {
      what: 'a recipient of a country that there is not',
      question: { ...sample, recipient: { recipientId, country: 'ZZ' } },
    },
    ...['1970-01-01T00:00:00Z', '2400-02-29T23:59:59.999Z'].map((at) => ({
      what: `the moment ${at}`,
      question: { ...sample, at: new Date(at) },
    })),
    ...sample.senders.flatMap(({ id }) => [
      { what: `a running conversation of the sender ${id}`, question: { ...sample, running: id } },
      { what: `${id} as the sender that was used last`, question: { ...sample, lastUsed: id } },
    ]),
    ...troubles.flatMap(([how, health]) => [
      { what: `senders that are all ${how}`, question: every({ health }) },
      {
        what: `a running conversation, and senders that are all ${how}`,
        question: { ...every({ health }), running: sample.senders[0]?.id ?? null },
      },
    ]),
    ...oddTexts.flatMap(([what, text]) => [
      { what: `${what} as a channel`, question: { ...sample, channel: text } },
      { what: `${what} as an address`, question: { ...sample, recipient: { ...sample.recipient, recipientId: text } } },
      {
        what: `${what} as the country of the recipient`,
        question: { ...sample, recipient: { recipientId, country: text } },
      },
      {
        what: `${what} as the country of everybody`,
        question: {
          ...every({ country: text }),
          recipient: { recipientId, country: text },
          person: { reference, country: text },
        },
      },
      ...['country', 'location', 'timeZone', 'language'].map((name) => ({
        what: `a person with ${what} as their ${name}`,
        question: { ...sample, recipient: { recipientId }, person: { reference, [name]: text } },
      })),
      { what: `${what} as the running sender`, question: { ...sample, running: text } },
      { what: `${what} as the sender that was used last`, question: { ...sample, lastUsed: text } },
      { what: `${what} as the group of every sender`, question: every({ group: text }) },
      { what: `${what} as the name of every sender`, question: every({ name: text }) },
      ...troubles.slice(0, 1).map(([how, health]) => ({
        what: `${what} as the name of every sender, and all of them ${how}`,
        question: every({ name: text, health }),
      })),
    ]),
  ];
}

/** Senders that no configuration can know. */
function strangers({ senders }: SenderSituation): readonly SelectableSender[] {
  return senders
    .slice(0, 1)
    .flatMap((sender) => Array.from({ length: 100 }, (_, n) => ({ ...sender, id: `other-${n}` })));
}
