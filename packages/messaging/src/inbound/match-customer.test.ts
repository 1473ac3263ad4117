import { expect, test } from '@jest/globals';
import { matchCustomer } from './match-customer.js';

test.each([
  [
    'E1 a: no profile, number on exactly one user: a profile is created for them',
    null,
    ['u1'],
    { rule: 'a', user: 'u1', profile: 'create' },
  ],
  [
    'E1 a: number on several users: a guest, agents are asked',
    null,
    ['u1', 'u2'],
    { rule: 'a_several', user: null, profile: 'create', candidates: ['u1', 'u2'] },
  ],
  ['E1 b: a profile exists: its user', { user: 'u1' }, ['u1'], { rule: 'b', user: 'u1', profile: 'keep' }],
  [
    'E1 b: a profile exists, no user record has the number: its user',
    { user: 'u1' },
    [],
    { rule: 'b', user: 'u1', profile: 'keep' },
  ],
  ['E1 c: neither: a guest', null, [], { rule: 'c', user: null, profile: 'create' }],
  ['E1 c: a guest writes again: stays a guest', { user: null }, [], { rule: 'c', user: null, profile: 'keep' }],
  [
    'E1 d: profile and user records disagree: the profile wins',
    { user: 'u1' },
    ['u2'],
    { rule: 'd', user: 'u1', profile: 'keep', candidates: ['u2'] },
  ],
  [
    'a guest whose number has meanwhile been put on one user becomes that user',
    { user: null },
    ['u1'],
    { rule: 'a', user: 'u1', profile: 'link' },
  ],
  [
    'a guest whose number is on several users stays a guest',
    { user: null },
    ['u1', 'u2'],
    { rule: 'a_several', user: null, profile: 'keep', candidates: ['u1', 'u2'] },
  ],
])('%s', (_name, profile, users, expected) => {
  expect(matchCustomer(profile, users)).toEqual(expected);
});
