import { type TableRecord, type UserDocument, UserDocumentResolver } from '@hailpoint/kernel';
import { isCountry, isObject, isText, shown } from './answer-faults.js';
import { type Conformance, createConformance } from './conformance.js';
import { type ConformanceOptions, describeConformance } from './describe-conformance.js';
import { oddTexts } from './odd-texts.js';
import type { PluginSubject } from './plugin-subject.js';
import { PluginTrial } from './plugin-trial.js';
import type { OddQuestion, Probe } from './probe.js';
import { probeRules } from './rules/probe-rules.js';

/** What the suite must know of a user document resolver. */
export interface UserDocumentResolverSubject extends PluginSubject {
  /** Records whose recipient it knows: two at least, of different people. */
  readonly records: readonly TableRecord[];
}

/** The rules for a user document resolver. */
export function userDocumentResolverConformance(subject: UserDocumentResolverSubject): Conformance {
  return createConformance({
    point: UserDocumentResolver,
    rules: probeRules(probe),
    open: () => PluginTrial.open(UserDocumentResolver, subject),
  });
}

/** Defines one test for each rule for user document resolvers. */
export function describeUserDocumentResolver(
  name: string,
  subject: UserDocumentResolverSubject,
  options?: ConformanceOptions,
): void {
  describeConformance(`${name}: user-document-resolver`, userDocumentResolverConformance(subject), options);
}

const probe: Probe<UserDocumentResolver, UserDocumentResolverSubject, TableRecord> = {
  point: UserDocumentResolver,
  select: {
    name: 'isValidForTableRecord',
    ask: (instance, record) => instance.isValidForTableRecord(record),
  },
  ask: {
    name: 'getUserDocument',
    ask: (instance, record, context) => instance.getUserDocument(record, context),
  },
  samples: ({ subject }) =>
    subject.records.map((question, index) => ({
      what: `the sample ${index + 1} of \`records\``,
      question,
      unexpected: (answer) => (isObject(answer) ? null : `it answered ${shown(answer)} in place of a document`),
    })),
  odd: oddRecords,
  fault: documentFault,
  privacy: {
    id: 'addresses_stay_private',
    sentence: 'No address of a person is in an explanation, an error with its causes, or the log.',
    advice: 'Say in `explanation` why this is the recipient, and hand their addresses on in `addresses` only.',
    values: (_, answer) => addressesOf(answer),
    words: (answer) => (isObject(answer) ? answer['explanation'] : null),
  },
  advice: {
    samples:
      'Answer a document for records whose recipient is known; `null` is for those that are not yours to answer. A record of the samples must be one that you know.',
    shape:
      'Answer `{ person: { source, id, name }, addresses: [{ kind, value, label }] }`, or `null`; leave out what is not known.',
    oddQuestions:
      'Check the fields of the record before you use them, and answer `null` when they name nobody: an error makes the message need a confirmation. The `http` of the subject answers unknown records too.',
  },
};

function oddRecords(sample: TableRecord): readonly OddQuestion<TableRecord>[] {
  const names = Object.keys(sample.fields);
  const values: readonly (readonly [string, unknown])[] = [
    ...oddTexts,
    ['nothing', null],
    ['a number', -1],
    ['a list', [null]],
    ['an empty object', {}],
    ['a person without an id', { source: 'hailpoint' }],
    ['a person whom nobody knows', { source: 'nowhere', id: 'nobody' }],
    ['a person with an id that is no text', { source: 'hailpoint', id: { toString: 1 } }],
  ];
  return [
    { what: 'a record of an unknown table', question: { ...sample, table: 'table_of_nobody' } },
    { what: 'a record without fields', question: { ...sample, fields: {} } },
    ...oddTexts.flatMap(([what, text]) =>
      (['table', 'id', 'number'] as const).map((name) => ({
        what: `a record with ${what} as its ${name}`,
        question: { ...sample, [name]: text },
      })),
    ),
    ...names.flatMap((name) =>
      values.map(([what, value]) => ({
        what: `a record with ${what} in its field ${name}`,
        question: { ...sample, fields: { ...sample.fields, [name]: value } },
      })),
    ),
    ...values.map(([what, value]) => ({
      what: `a record with ${what} in every field`,
      question: { ...sample, fields: Object.fromEntries(names.map((name) => [name, value])) },
    })),
  ];
}

function documentFault(answer: unknown): string | null {
  if (answer === null) return null;
  if (!isObject(answer)) return `it answered ${shown(answer)}, and neither a document nor null`;
  const { person, addresses, linkedUser, country, timeZone, language, location, explanation } = answer as {
    readonly [Name in keyof UserDocument]?: unknown;
  };
  for (const name of ['source', 'id', 'name'] as const) {
    const value = isObject(person) ? person[name] : undefined;
    if (!isText(value)) return `its person.${name} is ${shown(value)}, and no text`;
  }
  if (!Array.isArray(addresses)) return `its addresses are ${shown(addresses)}, and no list; an empty one is fine`;
  for (const [index, address] of addresses.entries()) {
    const fault = addressFault(address);
    if (fault !== null) return `its addresses[${index}]: ${fault}`;
  }
  for (const [name, value] of Object.entries({ linkedUser, location, explanation })) {
    if (value !== undefined && !isText(value)) return `its ${name} is ${shown(value)}, and no text`;
  }
  if (country !== undefined && !isCountry(country)) return `its country is ${shown(country)}, and no code such as "DE"`;
  if (timeZone !== undefined && !isTimeZone(timeZone))
    return `its timeZone is ${shown(timeZone)}, and no name such as "Europe/Berlin"`;
  return language === undefined || isLanguage(language)
    ? null
    : `its language is ${shown(language)}, and no tag such as "en" or "pt-BR"`;
}

function addressFault(address: unknown): string | null {
  if (!isObject(address)) return 'it is no object';
  for (const name of ['kind', 'value', 'label']) {
    if (!isText(address[name])) return `${name} is ${shown(address[name])}, and no text`;
  }
  const { country } = address;
  return country === undefined || isCountry(country) ? null : `country is ${shown(country)}, and no code such as "DE"`;
}

function addressesOf(answer: unknown): readonly string[] {
  const addresses = isObject(answer) && Array.isArray(answer['addresses']) ? answer['addresses'] : [];
  return addresses.map((address: { readonly value?: unknown }) => String(address?.value ?? ''));
}

function isTimeZone(value: unknown): boolean {
  return typeof value === 'string' && doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone: value }));
}

function isLanguage(value: unknown): boolean {
  return typeof value === 'string' && doesNotThrow(() => Intl.getCanonicalLocales(value));
}

function doesNotThrow(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
