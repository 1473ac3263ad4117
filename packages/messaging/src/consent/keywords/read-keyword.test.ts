import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keywordLists } from './index.js';
import type { ConsentKeyword } from './keyword-list.js';
import { normalForm } from './normal-form.js';
import { readKeyword } from './read-keyword.js';

const meanings: readonly ConsentKeyword[] = ['stop', 'start', 'help'];
const words = keywordLists.flatMap((list) =>
  meanings.flatMap((meaning) => list[meaning].map((word) => [word, meaning] as const)),
);

describe('keywords', () => {
  // 47 CFR 64.1200 (a)(10).
  test.each(['stop', 'quit', 'end', 'revoke', 'opt out', 'cancel', 'unsubscribe'])(
    'the FCC names %s: an opt-out',
    (word) => {
      expect(readKeyword(word)).toBe('stop');
    },
  );

  // What Twilio and Amazon act on by default in the United States and Canada.
  test.each([
    'STOP',
    'STOPALL',
    'UNSUBSCRIBE',
    'CANCEL',
    'END',
    'QUIT',
    'OPTOUT',
    'OPT-OUT',
    'REVOKE',
    'REMOVE',
    'ARRET',
    'ARRETT',
  ])('carriers take %s for an opt-out by default', (word) => expect(readKeyword(word)).toBe('stop'));

  test.each([
    ['ARRÊT', 'stop'],
    ['Stopp', 'stop'],
    ['abmelden', 'stop'],
    ['BAJA', 'stop'],
    ['parar', 'stop'],
    ['Sair', 'stop'],
    ['Afmelden', 'stop'],
    ['UNSTOP', 'start'],
    ['start', 'start'],
    ['Hilfe', 'help'],
    ['info', 'help'],
  ])('%s: %s', (word, meaning) => expect(readKeyword(word)).toBe(meaning));

  test.each([
    '  STOP\n',
    'Stop.',
    'stop!!!',
    '"STOP"',
    '«Stop»',
    '(stop)',
    'ＳＴＯＰ',
    'stop 🛑',
    'S\u200BTOP',
    'Opt_Out',
    'opt  –  out',
  ])('case, accents and what stands around do not count: %j', (body) => expect(readKeyword(body)).toBe('stop'));

  test.each([
    'Please stop',
    'stop it',
    'Stop by at five',
    'Stop? No!',
    'the end',
    'yes',
    'YES',
    'no',
    'ok',
    'unstoppable',
    'sto p',
    '',
    '   ',
    '🛑',
    'seis',
    'Peru',
    'helpful',
    `${'.'.repeat(200)}stop`,
  ])('only the whole message counts, and no word that answers a question: %j is none', (body) => {
    expect(readKeyword(body)).toBeNull();
  });

  test('no word means two things in two languages', () => {
    const byForm = new Map<string, Set<ConsentKeyword>>();
    for (const [word, meaning] of words) {
      const form = normalForm(word);
      byForm.set(form, (byForm.get(form) ?? new Set()).add(meaning));
    }
    expect([...byForm].filter(([, found]) => found.size > 1)).toEqual([]);
  });

  test('every word is found in any case and between any marks; between other words it is not', () => {
    const marks = fc.constantFrom('', ' ', '.', '!', '\n', '"', '…', '* ', ' - ');
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.boolean(), marks, marks, ([word, meaning], upper, before, after) => {
        const written = upper ? word.toUpperCase() : word.toLowerCase();
        expect(readKeyword(`${before}${written}${after}`)).toBe(meaning);
        expect(readKeyword(`we ${written} tomorrow`)).toBeNull();
      }),
    );
  });
});
