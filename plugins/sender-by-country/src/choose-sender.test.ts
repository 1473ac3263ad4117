import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseSender, type SenderRules } from './choose-sender.js';
import { senderTrouble } from './sender-trouble.js';
import { sender, situation } from './testing/sender.js';

const rules: SenderRules = { sendersOf: new Map(), others: [], failures: 3, longestWaitMs: 300_000 };
const resting = { circuit: 'open' } as const;

describe('the sender by country', () => {
  const us = sender('support-us', 'US');
  const uk = sender('support-uk', 'GB');
  const choose = (...asked: Parameters<typeof situation>) => chooseSender(rules, situation(...asked));

  test("a sender of the recipient's own country; lower case in a sender's configuration is fine", () => {
    expect(choose([us, uk], { country: 'GB' })).toEqual({
      senderId: 'support-uk',
      code: 'same_country',
      reason: 'The sender of the United Kingdom',
    });
    expect(choose([us, sender('support-de', 'de')], { country: 'DE' })?.reason).toBe('The sender of Germany');
  });

  test('of several, the one that was used last', () => {
    const second = sender('support-uk-2', 'GB');
    expect(choose([us, uk, second], { country: 'GB', lastUsed: 'support-uk-2' })?.senderId).toBe('support-uk-2');
  });

  test("the person's country stands in for a recipient that has none", () => {
    const person = { reference: { source: 'hailpoint', id: 'ana' }, country: 'GB' };
    expect(choose([us, uk], { person })?.senderId).toBe('support-uk');
    expect(choose([us, uk], { person, country: 'US' })?.senderId).toBe('support-us');
  });

  test('nothing speaks for one: left to the default order', () => {
    expect(choose([us, uk], { country: 'FR' })).toBeNull();
    expect(choose([us, uk], {})).toBeNull();
    expect(choose([us, uk], { country: 'FR', lastUsed: 'support-uk' })).toBeNull();
  });

  test('but the default order does not lead to one that has trouble', () => {
    const tired = sender('support-us', 'US', resting);
    expect(choose([tired, uk], { country: 'FR' })).toEqual({
      senderId: 'support-uk',
      code: 'avoids_trouble',
      reason:
        'Not the sender that comes first: the carrier of Support US failed several times in a row and is given a rest',
    });
    expect(choose([uk, tired], { country: 'FR', lastUsed: 'support-us' })?.reason).toBe(
      'Not the sender that was used last with this recipient: the carrier of Support US failed several times in a row and is given a rest',
    );
  });

  test('a name that is no line, or a very long one, makes a reason that can be shown all the same', () => {
    const reasonOf = (name: string) =>
      choose([{ ...sender('support-us', 'US', resting), name }], { country: 'US' })?.reason ?? '';
    expect(reasonOf('Support\r\nUS\0\uD800')).toContain('the carrier of Support US \uFFFD failed several times');
    for (const length of [380, 381, 382, 383, 384]) {
      const reason = reasonOf('👍'.repeat(length));
      expect([reason.length, reason.isWellFormed(), reason.at(-1)]).toEqual([500, true, '…']);
    }
  });

  test('what it says about trouble', () => {
    const said = (health: Parameters<typeof sender>[2]) =>
      choose([us, sender('support-uk', 'GB', health)], { country: 'GB' })?.reason;
    expect(said({ failuresInARow: 4 })).toBe(
      'Not the sender of the United Kingdom: the last 4 attempts to send through the carrier of Support UK came to nothing',
    );
    expect(said({ waitMs: 1_200_000 })).toBe(
      'Not the sender of the United Kingdom: a message would wait about 20 minutes in the queue of Support UK',
    );
    expect(said({ waitMs: 300_000 })).toBe('The sender of the United Kingdom');
    expect(said({ waitMs: null, circuit: 'half_open' })).toBe('The sender of the United Kingdom');
  });

  test('a running conversation is not left, and the agent is told what is wrong with its sender', () => {
    const tired = sender('support-uk', 'GB', resting);
    expect(choose([us, tired], { country: 'US', running: 'support-uk' })).toEqual({
      senderId: 'support-uk',
      code: 'running_conversation',
      reason:
        'The sender of the running conversation with this recipient. It has trouble: the carrier of Support UK failed several times in a row and is given a rest. Choose another to start anew',
    });
  });

  test('a long name does not make a reason longer than may be', () => {
    const long = { ...sender('support-uk', 'GB', resting), name: 'x'.repeat(600) };
    expect(choose([us, long], { country: 'GB' })?.reason).toHaveLength(500);
  });
});

test('whatever is asked: one of the senders or none; never one with trouble while another has none, but to stay in a conversation', () => {
  const countries = fc.constantFrom('US', 'GB', 'DE', 'FR');
  const health = fc.record({
    circuit: fc.constantFrom('closed' as const, 'open' as const, 'half_open' as const),
    failuresInARow: fc.nat(5),
    waitMs: fc.option(fc.nat(600_000)),
  });
  const senders = fc
    .array(fc.tuple(fc.option(countries), health), { minLength: 1, maxLength: 6 })
    .map((all) => all.map(([country, one], index) => sender(`support-${index}`, country, one)));
  const id = fc.nat(7).map((index) => `support-${index}`);
  const someRules = fc.record({
    sendersOf: fc.array(fc.tuple(countries, fc.uniqueArray(id, { minLength: 1 }))).map((all) => new Map(all)),
    others: fc.uniqueArray(id),
    failures: fc.integer({ min: 1, max: 5 }),
    longestWaitMs: fc.nat(600_000),
  });
  const asked = fc.record({
    country: fc.option(countries, { nil: undefined }),
    running: fc.option(id),
    lastUsed: fc.option(id),
  });
  fc.assert(
    fc.property(someRules, senders, asked, (one, offered, { country, running, lastUsed }) => {
      const known = (named: string | null) => (offered.some((each) => each.id === named) ? named : null);
      const question = situation(offered, { country, running: known(running), lastUsed: known(lastUsed) });
      const answer = chooseSender(one, question);
      const byDefault = question.lastUsed ?? offered[0]?.id;
      const chosen = offered.find((each) => each.id === (answer ? answer.senderId : byDefault));
      expect(chosen).toBeDefined();
      if (question.running !== null) expect(chosen?.id).toBe(question.running);
      else if (offered.some((each) => senderTrouble(each, one) === null))
        expect(senderTrouble(chosen!, one)).toBeNull();
      if (answer) expect(answer.reason.length).toBeGreaterThan(0);
    }),
  );
});
