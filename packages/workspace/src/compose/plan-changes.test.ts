import { describe, expect, test } from '@jest/globals';
import { examplePreflight, exampleReassignment } from '../testing/example-preflight.js';
import { planChanges } from './plan-changes.js';
import { planMeaning } from './plan-meaning.js';

describe('what is different when the plan changed', () => {
  test('another row is told by its explanation and its new warning', () => {
    expect(planChanges(examplePreflight(), exampleReassignment())).toEqual([
      'The number changes hands: IMS0000007 is closed.',
      'The number belongs to Mia Novak at present.',
    ]);
  });

  test('the same row with another assignee names the new one', () => {
    const before = examplePreflight();
    const after = examplePreflight({
      plan: before.plan && { ...before.plan, assignedTo: { id: 'a2', name: 'Cleo Martin' } },
    });
    expect(planChanges(before, after)).toEqual(['The conversation is now assigned to Cleo Martin.']);
  });

  test('there is always something to read', () => {
    expect(planChanges(examplePreflight(), examplePreflight({ planId: 'other' }))).toHaveLength(1);
  });
});

describe('the meaning of a plan', () => {
  test('does not depend on the text, on wording or on the plan id', () => {
    const longer = examplePreflight({
      planId: 'other',
      text: { characters: 400, encoding: 'gsm7', segments: 3, maxLength: 1600 },
    });
    expect(planMeaning(longer)).toBe(planMeaning(examplePreflight()));
  });

  test('depends on who has the conversation, and on what is closed', () => {
    const before = examplePreflight();
    const taken = examplePreflight({ plan: before.plan && { ...before.plan, assignedTo: null } });
    expect(planMeaning(taken)).not.toBe(planMeaning(before));
    expect(planMeaning(exampleReassignment())).not.toBe(planMeaning(before));
  });
});
