import { isDeepStrictEqual } from 'node:util';
import { AvailabilityPolicy, type AvailabilitySituation } from '@hailpoint/kernel';
import { isDate, isObject, refusalFault, shown } from './answer-faults.js';
import { broken } from './broken-rule-error.js';
import { type Conformance, createConformance } from './conformance.js';
import type { ConformanceRule } from './conformance-rule.js';
import { type ConformanceOptions, describeConformance } from './describe-conformance.js';
import { oddTexts } from './odd-texts.js';
import type { PluginSubject } from './plugin-subject.js';
import { PluginTrial } from './plugin-trial.js';
import type { OddQuestion, Probe } from './probe.js';
import { probeRules } from './rules/probe-rules.js';

/** What the suite must know of an availability policy. */
export interface AvailabilityPolicySubject extends PluginSubject {
  /** Situations in which the channel may be used: one at least. */
  readonly available: readonly AvailabilitySituation[];
  /** Situations in which it may not: one at least. */
  readonly unavailable: readonly AvailabilitySituation[];
}

type Trial = PluginTrial<AvailabilityPolicy, AvailabilityPolicySubject>;

/** The rules for an availability policy. */
export function availabilityPolicyConformance(subject: AvailabilityPolicySubject): Conformance {
  return createConformance({
    point: AvailabilityPolicy,
    rules: [...probeRules(probe), ...timeRules],
    open: () => PluginTrial.open(AvailabilityPolicy, subject),
  });
}

/** Defines one test for each rule for availability policies. */
export function describeAvailabilityPolicy(
  name: string,
  subject: AvailabilityPolicySubject,
  options?: ConformanceOptions,
): void {
  describeConformance(`${name}: availability-policy`, availabilityPolicyConformance(subject), options);
}

const probe: Probe<AvailabilityPolicy, AvailabilityPolicySubject, AvailabilitySituation> = {
  point: AvailabilityPolicy,
  select: {
    name: 'isValidForChannel',
    ask: (instance, { channel }) => instance.isValidForChannel(channel),
  },
  ask: {
    name: 'isChannelAvailable',
    ask: (instance, situation, context) => instance.isChannelAvailable(situation, context),
  },
  samples({ subject: { available, unavailable } }) {
    if (available.length === 0 || unavailable.length === 0)
      broken('The subject needs situations that are `available` and such that are `unavailable`.');
    return [
      ...available.map((question, index) => sample(`the sample ${index + 1} of \`available\``, question, true)),
      ...unavailable.map((question, index) => sample(`the sample ${index + 1} of \`unavailable\``, question, false)),
    ];
  },
  odd: oddSituations,
  fault: availabilityFault,
  privacy: {
    id: 'addresses_stay_private',
    sentence: 'The address of the recipient is in no reason, no error with its causes, and not in the log.',
    advice: 'Say in the reason what keeps the message, without the address: the agent sees it beside.',
    values: ({ recipientId }) => [recipientId ?? ''],
    words: (answer) => answer,
  },
  advice: {
    samples: 'Answer `available` as it is in the situation; correct the samples, if they are wrong.',
    shape:
      'Answer `{ available: true }`, or `{ available: false, code, reason, until? }` with one sentence for the agent. `until` is a date after the moment of the message.',
    oddQuestions:
      'Bear a situation in which nobody is chosen and nothing of the person is known or understood: an error means that the channel is unavailable, and tells the agent nothing.',
  },
};

/** Milliseconds; a message may be scheduled so much ahead. */
const later = 11 * 3_600_000;

const timeRules: readonly ConformanceRule<Trial>[] = [
  {
    id: 'moment_of_the_message_counts',
    sentence: 'The answer is about `situation.at`, whatever the clock shows.',
    advice:
      'Take the time from `situation.at`: a scheduled message is asked about before its time, and one that waited after it.',
    async check(trial) {
      for (const { what, question } of await probe.samples(trial)) {
        const now = await ask(trial, question);
        trial.host.time.advance(later);
        if (!isDeepStrictEqual(await ask(trial, question), now))
          broken(`On ${what}, it answered otherwise when the clock had gone on and the situation had not.`);
      }
    },
  },
  {
    id: 'until_is_true',
    sentence: 'At the moment that `until` names, the channel is available.',
    advice: 'Name in `until` the first moment at which a message goes out, or leave it out when that is not known.',
    async check(trial) {
      for (const [index, situation] of trial.subject.unavailable.entries()) {
        const refused = await ask(trial, situation);
        const until = isObject(refused) ? refused['until'] : undefined;
        if (!isDate(until)) continue;
        const wait = until.getTime() - trial.host.time.now().getTime();
        if (wait > 0) trial.host.time.advance(wait);
        const then = await ask(trial, { ...situation, at: until });
        if (!isObject(then) || then['available'] !== true)
          broken(
            `On the sample ${index + 1} of \`unavailable\`, until is ${until.toISOString()}, and it answered for then ${shown(then)}.`,
          );
      }
    },
  },
];

async function ask(trial: Trial, situation: AvailabilitySituation): Promise<unknown> {
  const answered = await trial.call((instance, context) => instance.isChannelAvailable(situation, context));
  return answered.kind === 'answered' ? answered.value : answered.kind;
}

function sample(what: string, question: AvailabilitySituation, isAvailable: boolean) {
  const unexpected = (answer: unknown) =>
    isObject(answer) && answer['available'] === isAvailable ? null : `it answered ${shown(answer)}`;
  return { what, question, unexpected };
}

function oddSituations(sample: AvailabilitySituation): readonly OddQuestion<AvailabilitySituation>[] {
  const reference = { source: 'nowhere', id: 'nobody' };
  const people = oddTexts.flatMap(([what, text]) =>
    ['country', 'location', 'timeZone', 'language'].map((name) => ({
      what: `a person with ${what} as their ${name}`,
      question: { ...sample, person: { reference, [name]: text } },
    })),
  );
  return [
    { what: 'a situation without a person', question: { ...sample, person: null } },
    { what: 'a situation without a recipient', question: { ...sample, recipientId: null } },
    { what: 'a situation without a sender', question: { ...sample, sender: null } },
    {
      what: 'a situation in which nothing is known',
      question: { ...sample, person: null, recipientId: null, sender: null, countries: [], lastInboundAt: null },
    },
    { what: 'a person of whom nothing is known', question: { ...sample, person: { reference }, countries: [] } },
    {
      what: 'countries that there are not',
      question: {
        ...sample,
        countries: [
          { source: 'user', country: 'ZZ' },
          { source: 'sender', country: '' },
        ],
      },
    },
    ...['1970-01-01T00:00:00Z', '2400-02-29T23:59:59.999Z'].map((at) => ({
      what: `the moment ${at}`,
      question: { ...sample, at: new Date(at) },
    })),
    {
      what: 'a customer who wrote just now',
      question: { ...sample, lastInboundAt: sample.at },
    },
    ...people,
    ...oddTexts.map(([what, recipientId]) => ({ what: `${what} as an address`, question: { ...sample, recipientId } })),
    ...oddTexts.map(([what, channel]) => ({ what: `${what} as a channel`, question: { ...sample, channel } })),
  ];
}

function availabilityFault(answer: unknown, { at }: AvailabilitySituation): string | null {
  if (!isObject(answer)) return `it answered ${shown(answer)}, and no object with \`available\``;
  if (answer['available'] === true) return null;
  if (answer['available'] !== false)
    return `its available is ${shown(answer['available'])}, and neither true nor false`;
  const { until } = answer;
  if (until !== undefined && !isDate(until)) return `its until is ${shown(until)}, and no date`;
  if (isDate(until) && until.getTime() <= at.getTime()) return `its until is not after the moment of the message`;
  return refusalFault(answer);
}
