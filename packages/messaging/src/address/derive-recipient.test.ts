import { ChannelProvider, type RecipientCandidate, RecipientValidator, type RecipientVerdict } from '@hailpoint/kernel';
import { PhoneNumberValidation, RecipientPhoneConfig } from '@hailpoint/plugin-recipient-phone';
import { describe, expect, test } from '@jest/globals';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { type TestContribution, testPoints } from '../testing/test-points.js';
import { countrySources } from './country-sources.js';
import { deriveRecipient } from './derive-recipient.js';
import { matchKeyOfAddress } from './match-key-of-address.js';

const phones: TestContribution = {
  point: RecipientValidator,
  plugin: 'recipient-phone',
  instance: new PhoneNumberValidation(new RecipientPhoneConfig()),
};
const sms: TestContribution = { point: ChannelProvider, plugin: 'scripted', instance: new ScriptedCarrier() };

function validator(
  plugin: string,
  judge: (candidate: RecipientCandidate) => RecipientVerdict | never,
): TestContribution {
  return { point: RecipientValidator, plugin, instance: { isValidForChannel: () => true, validateRecipient: judge } };
}

const derive = (contributions: readonly TestContribution[], value: string, country?: string) =>
  deriveRecipient(testPoints(contributions), {
    channel: 'sms',
    value,
    origin: 'record',
    personCountries: countrySources({ country: country ?? null }),
    fallbackCountries: [],
  });

describe('deriving a recipient ID', () => {
  test('A7: a national number with the country of the person', async () => {
    expect(await derive([phones], '(202) 555-0143', 'US')).toMatchObject({
      derived: true,
      recipientId: '+12025550143',
      matchKey: '+12025550143',
      derivation: { rule: 'from_country', sources: [{ source: 'user', country: 'US' }] },
    });
  });

  test('D2: each validator gets the value of the one before, and its derivation', async () => {
    const seen: RecipientCandidate[] = [];
    const second = validator('z-second', (candidate) => {
      seen.push(candidate);
      return { valid: true, recipientId: candidate.value, derivation: candidate.derivation! };
    });
    const derived = await derive([phones, second], '202 555 0143', 'US');
    expect(seen.map(({ value, derivation }) => [value, derivation?.rule])).toEqual([['+12025550143', 'from_country']]);
    expect(derived.trace.map(({ plugin, verdict }) => [plugin, verdict])).toEqual([
      ['recipient-phone', 'allowed'],
      ['z-second', 'allowed'],
    ]);
  });

  test('the first refusal ends it, with its code and reason', async () => {
    const never = validator('z-second', () => {
      throw new Error('asked');
    });
    const refuses = validator('a-first', () => ({
      valid: false,
      code: 'landline',
      reason: 'A landline takes no texts.',
    }));
    expect(await derive([refuses, never], '+12025550143')).toMatchObject({
      derived: false,
      code: 'landline',
      reason: 'A landline takes no texts.',
    });
  });

  test('fail closed: nobody knows the channel, one throws, one answers garbage', async () => {
    expect(await derive([], '+12025550143')).toMatchObject({ derived: false, code: 'no_recipient_validator' });
    const throws = validator('broken', () => {
      throw new Error('broken');
    });
    expect(await derive([throws], '+12025550143')).toMatchObject({ derived: false, code: 'contribution_failed' });
    const garbage = validator('garbage', () => ({ valid: true }) as never);
    expect(await derive([garbage], '+12025550143')).toMatchObject({ derived: false, code: 'contribution_failed' });
  });
});

describe('the match key of an address in a record', () => {
  const key = (
    value: string,
    person: { country?: string; location?: string } = {},
    contributions: readonly TestContribution[] = [phones, sms],
    kind = 'phone',
  ) => matchKeyOfAddress(testPoints(contributions), person, { kind, value });

  test('exactly one reading', async () => {
    expect(await key('+1 202 555 0143')).toBe('+12025550143');
    expect(await key('(202) 555-0143', { country: 'US' })).toBe('+12025550143');
    expect(await key('(202) 555-0143', { location: 'US-NY' })).toBe('+12025550143');
  });

  test('none, or more than one', async () => {
    expect(await key('(202) 555-0143')).toBeNull();
    expect(await key('2025550143', { country: 'US', location: 'DE' })).toBeNull();
    expect(await key('call me', { country: 'US' })).toBeNull();
  });

  test('a phone number has it before a channel is switched on, and none while nobody can read it', async () => {
    expect(await key('+1 202 555 0143', {}, [phones])).toBe('+12025550143');
    expect(await key('+1 202 555 0143', {}, [sms])).toBeNull();
  });

  test('other addresses', async () => {
    expect(await key(' Ana@Example.com ', {}, [phones, sms], 'email')).toBe('ana@example.com');
    expect(await key('  ', {}, [phones, sms], 'email')).toBeNull();
  });
});
