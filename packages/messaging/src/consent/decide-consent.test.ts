import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ConsentFact, type ConsentOrigin, noConsent } from './consent-fact.js';
import { type ConsentMessageKind, decideConsent } from './decide-consent.js';

const origin = (over: Partial<ConsentOrigin> = {}): ConsentOrigin => ({
  at: '2026-05-03T23:30:00.000Z',
  source: 'keyword',
  keyword: 'STOP',
  recordedBy: null,
  note: null,
  ...over,
});
const optedOut: ConsentFact = { ...noConsent, optOut: origin() };
const optIn = (userId: string) => ({ ...origin({ keyword: 'START' }), userId });
const optedIn: ConsentFact = { ...noConsent, optIns: [optIn('ana')] };
const both: ConsentFact = { optOut: origin(), optIns: [optIn('ana')] };

describe('the decision on consent', () => {
  test.each<[string, ConsentFact, boolean, ConsentMessageKind, boolean, string]>([
    ['nothing known', noConsent, false, 'agent', true, 'consent_unknown'],
    ['nothing known', noConsent, false, 'automatic', true, 'consent_unknown'],
    ['nothing known', noConsent, true, 'agent', false, 'opt_in_required'],
    ['nothing known', noConsent, true, 'automatic', true, 'consent_unknown'],
    ['opted in', optedIn, false, 'agent', true, 'consent_opted_in'],
    ['opted in', optedIn, true, 'agent', true, 'consent_opted_in'],
    ['opted in', optedIn, true, 'automatic', true, 'consent_opted_in'],
    ['opted out', optedOut, false, 'agent', false, 'recipient_opted_out'],
    ['opted out', optedOut, true, 'agent', false, 'recipient_opted_out'],
    ['opted out', optedOut, false, 'automatic', false, 'recipient_opted_out'],
    ['opted out', optedOut, false, 'opt_out_confirmation', true, 'opt_out_confirmation'],
    ['opted out', optedOut, true, 'opt_out_confirmation', true, 'opt_out_confirmation'],
    ['opted out and in', both, false, 'agent', false, 'recipient_opted_out'],
    ['opted out and in', both, true, 'automatic', false, 'recipient_opted_out'],
  ])('%s, %j, opt-in required %s, %s: allowed %s, %s', (_name, fact, requireOptIn, kind, allowed, code) => {
    expect(decideConsent({ fact, userId: 'ana', requireOptIn, kind })).toMatchObject({ allowed, code });
  });

  test('an opt-in is not inherited by the next person who has the number, nor by a guest', () => {
    for (const userId of ['bea', null]) {
      const decision = decideConsent({ fact: optedIn, userId, requireOptIn: true, kind: 'agent' });
      expect(decision).toMatchObject({ allowed: false, code: 'opt_in_required', state: 'unknown', origin: null });
      expect(decision.reason).toContain('somebody else who had this number');
    }
  });

  test.each<[Partial<ConsentOrigin>, string]>([
    [{}, 'Opted out on 3 May 2026 by texting STOP.'],
    [
      { source: 'carrier', keyword: null },
      'Opted out on 3 May 2026 with the carrier, which told us when it refused a message.',
    ],
    [{ source: 'admin', keyword: null, recordedBy: 'Ada' }, 'Opted out on 3 May 2026 elsewhere, as Ada recorded.'],
    [
      { source: 'api', keyword: null, recordedBy: 'CRM' },
      'Opted out on 3 May 2026 elsewhere, as CRM recorded over the interface.',
    ],
  ])('the refusal says since when, by what and what lifts it: %j', (over, words) => {
    const { reason } = decideConsent({
      fact: { ...noConsent, optOut: origin(over) },
      userId: null,
      requireOptIn: false,
      kind: 'agent',
    });
    expect(reason).toBe(
      `${words} Nothing can be sent until START comes from that number, or an administrator lifts the opt-out with proof.`,
    );
  });

  const sources = fc.constantFrom('keyword', 'carrier', 'admin', 'api') as fc.Arbitrary<ConsentOrigin['source']>;
  const origins = fc.record({
    at: fc
      .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    source: sources,
    keyword: fc.option(fc.constantFrom('STOP', 'START')),
    recordedBy: fc.option(fc.constant('Ada')),
    note: fc.option(fc.constant('Letter')),
  });
  const facts = fc.record({
    optOut: fc.option(origins),
    optIns: fc.array(
      fc.tuple(origins, fc.constantFrom('ana', 'bea')).map(([one, userId]) => ({ ...one, userId })),
      { maxLength: 3 },
    ),
  });
  const questions = fc.record({
    fact: facts,
    userId: fc.option(fc.constantFrom('ana', 'bea', 'cleo')),
    requireOptIn: fc.boolean(),
    kind: fc.constantFrom<ConsentMessageKind>('agent', 'automatic', 'opt_out_confirmation'),
  });

  test('an opt-out lets nothing pass but its own confirmation, whatever else is known', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { allowed } = decideConsent(question);
        if (question.fact.optOut) expect(allowed).toBe(question.kind === 'opt_out_confirmation');
      }),
    );
  });

  test('what is opted in by others changes nothing, and asking for an opt-in allows nothing more', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const decision = decideConsent(question);
        const optIns = question.fact.optIns.filter(({ userId }) => userId === question.userId);
        const { allowed, code } = decideConsent({ ...question, fact: { ...question.fact, optIns } });
        expect({ allowed, code }).toEqual({ allowed: decision.allowed, code: decision.code });
        if (decideConsent({ ...question, requireOptIn: true }).allowed) {
          expect(decideConsent({ ...question, requireOptIn: false }).allowed).toBe(true);
        }
      }),
    );
  });
});
