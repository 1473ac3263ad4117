import { type CountrySource, type RecipientCandidate, RecipientValidator } from '@hailpoint/kernel';
import { arePlainWords, isCountry, isObject, isText, refusalFault, shown } from './answer-faults.js';
import { broken } from './broken-rule-error.js';
import { type Conformance, createConformance } from './conformance.js';
import type { ConformanceRule } from './conformance-rule.js';
import { type ConformanceOptions, describeConformance } from './describe-conformance.js';
import { describeSettled } from './describe-settled.js';
import { oddTexts } from './odd-texts.js';
import type { PluginSubject } from './plugin-subject.js';
import { PluginTrial } from './plugin-trial.js';
import type { OddQuestion, Probe } from './probe.js';
import { probeRules } from './rules/probe-rules.js';

/** What the suite must know of a recipient validator. */
export interface RecipientValidatorSubject extends PluginSubject {
  /** Candidates that it accepts: one at least, with a value that it changes, if there is such. */
  readonly valid: readonly RecipientCandidate[];
  /** Candidates that it refuses: one at least. */
  readonly invalid: readonly RecipientCandidate[];
}

type Trial = PluginTrial<RecipientValidator, RecipientValidatorSubject>;

/** The rules for a recipient validator. */
export function recipientValidatorConformance(subject: RecipientValidatorSubject): Conformance {
  return createConformance({
    point: RecipientValidator,
    rules: [...probeRules(probe), ownAnswerRule],
    open: () => PluginTrial.open(RecipientValidator, subject),
  });
}

/** Defines one test for each rule for recipient validators. */
export function describeRecipientValidator(
  name: string,
  subject: RecipientValidatorSubject,
  options?: ConformanceOptions,
): void {
  describeConformance(`${name}: recipient-validator`, recipientValidatorConformance(subject), options);
}

const probe: Probe<RecipientValidator, RecipientValidatorSubject, RecipientCandidate> = {
  point: RecipientValidator,
  select: {
    name: 'isValidForChannel',
    ask: (instance, { channel }) => instance.isValidForChannel(channel),
  },
  ask: {
    name: 'validateRecipient',
    ask: (instance, candidate, context) => instance.validateRecipient(candidate, context),
  },
  samples({ subject: { valid, invalid } }) {
    if (valid.length === 0 || invalid.length === 0) broken('The subject needs `valid` and `invalid` candidates.');
    return [
      ...valid.map((question, index) => sample(`the sample ${index + 1} of \`valid\``, question, true)),
      ...invalid.map((question, index) => sample(`the sample ${index + 1} of \`invalid\``, question, false)),
    ];
  },
  odd: oddCandidates,
  fault: (answer, candidate) => verdictFault(answer, candidate),
  privacy: {
    id: 'addresses_stay_private',
    sentence: 'The address is in no reason, no explanation, no error with its causes, and not in the log.',
    advice: 'Say in the reason what is wrong with the address without repeating it: the agent sees it beside.',
    values: ({ value }, answer) => [value, isObject(answer) ? String(answer['recipientId'] ?? '') : ''],
    words: (answer) => (isObject(answer) ? [answer['code'], answer['reason'], answer['derivation']] : null),
  },
  advice: {
    samples: 'Accept what can be written to, and refuse what cannot; correct the samples, if they are wrong.',
    shape:
      'Answer `{ valid: true, recipientId, derivation: { rule, sources, explanation } }`, or `{ valid: false, code, reason }` with one sentence for the agent.',
    oddQuestions:
      'Refuse with a code and a reason what is no address: an error refuses too, and tells the agent nothing.',
  },
};

/** In a pipeline the next validator gets what this one made of it, and so does this one when the message is sent. */
const ownAnswerRule: ConformanceRule<Trial> = {
  id: 'own_answer_is_accepted',
  sentence: 'What `validateRecipient` made of an address, it accepts as it is.',
  advice:
    'Accept a `recipientId` of your own unchanged, whatever the countries are: it is validated again when the message is sent.',
  async check(trial) {
    for (const [index, candidate] of trial.subject.valid.entries()) {
      const first = await ask(trial, candidate);
      const again: RecipientCandidate = { ...candidate, value: first.recipientId, derivation: first.derivation };
      const second = await ask(trial, again);
      if (second.recipientId !== first.recipientId)
        broken(`On the sample ${index + 1} of \`valid\`, its own answer was changed once more.`);
    }
  },
};

async function ask(trial: Trial, candidate: RecipientCandidate) {
  const answered = await trial.call((instance, context) => instance.validateRecipient(candidate, context));
  if (answered.kind === 'answered' && answered.value.valid) return answered.value;
  broken(`Of an address that it accepts, and of what it made of it, ${describeSettled(answered)}.`);
}

function sample(what: string, question: RecipientCandidate, isValid: boolean) {
  const unexpected = (answer: unknown) =>
    isObject(answer) && answer['valid'] === isValid ? null : `it answered ${shown(answer)}`;
  return { what, question, unexpected };
}

function oddCandidates(sample: RecipientCandidate): readonly OddQuestion<RecipientCandidate>[] {
  const oddCountries: readonly CountrySource[] = [
    { source: 'user', country: 'ZZ' },
    { source: 'location', country: '' },
    { source: 'sender', country: '__proto__' },
  ];
  return [
    ...oddTexts.map(([what, value]) => ({ what: `${what} as an address`, question: { ...sample, value } })),
    ...oddTexts.map(([what, channel]) => ({ what: `${what} as a channel`, question: { ...sample, channel } })),
    { what: 'an address without any country', question: { ...sample, personCountries: [], fallbackCountries: [] } },
    {
      what: 'an address with countries that there are not',
      question: { ...sample, personCountries: oddCountries, fallbackCountries: oddCountries },
    },
    {
      what: 'an address with a thousand countries',
      question: { ...sample, personCountries: Array.from({ length: 1_000 }, () => oddCountries[0]!) },
    },
    { what: 'an address that an agent typed', question: { ...sample, origin: 'manual' } },
  ];
}

function verdictFault(answer: unknown, { personCountries, fallbackCountries }: RecipientCandidate): string | null {
  if (!isObject(answer)) return `it answered ${shown(answer)}, and no verdict`;
  if (answer['valid'] === false) return refusalFault(answer);
  if (answer['valid'] !== true) return `its valid is ${shown(answer['valid'])}, and neither true nor false`;
  const { recipientId, derivation } = answer;
  if (!isText(recipientId) || recipientId.trim() !== recipientId)
    return `its recipientId is ${shown(recipientId)}, and no text without spaces around`;
  if (!isObject(derivation)) return `its derivation is ${shown(derivation)}`;
  const { rule, country, sources, explanation } = derivation;
  if (rule !== 'as_written' && rule !== 'from_country')
    return `its derivation.rule is ${shown(rule)}, and neither "as_written" nor "from_country"`;
  if (country !== undefined && !isCountry(country))
    return `its derivation.country is ${shown(country)}, and no code such as "DE"`;
  if (!arePlainWords(explanation))
    return `its derivation.explanation is ${shown(explanation)}, and no sentence for the agent`;
  if (!Array.isArray(sources)) return `its derivation.sources are ${shown(sources)}, and no list`;
  const known = [...personCountries, ...fallbackCountries].map(({ source }) => source);
  const unknown = sources.find((each: Partial<CountrySource> | null) => !known.includes(each?.source as never));
  return unknown === undefined ? null : `its derivation.sources name ${shown(unknown)}, which it was not given`;
}
