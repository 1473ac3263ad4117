import { expect, test } from '@jest/globals';
import { consentStanding } from './consent-standing.js';

test('nothing known is no opt-out, but no opt-in either where the channel asks for one', () => {
  expect(consentStanding({ state: 'unknown', code: 'consent_unknown' }).words).toBe('Not opted out');
  expect(consentStanding({ state: 'unknown', code: 'opt_in_required' }).words).toBe('Not opted in');
  expect(consentStanding({ state: 'opted_out' })).toEqual({ words: 'Opted out', tone: 'bad' });
});
