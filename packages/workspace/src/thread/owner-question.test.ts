import { describe, expect, test } from '@jest/globals';
import { ownerOutcome, ownerQuestion } from './owner-question.js';

const ana = { id: '1', name: 'Ana' };
const bo = { id: '2', name: 'Bo' };

describe('whose a number is (E1)', () => {
  test('a guest is asked for, with whoever has the number', () => {
    expect(ownerQuestion(true, null, [])?.candidates).toEqual([]);
    expect(ownerQuestion(true, null, [ana, bo])).toMatchObject({
      title: 'Whose number is this?',
      text: expect.stringContaining('several people: Ana, Bo.'),
      candidates: [ana, bo],
    });
  });

  test('a bound number is in question where it stands on somebody else, too', () => {
    expect(ownerQuestion(false, ana, [ana])).toBeNull();
    expect(ownerQuestion(false, ana, [])).toBeNull();
    expect(ownerQuestion(false, ana, [ana, bo])).toMatchObject({ candidates: [bo] });
  });

  test('what becomes of it is said before', () => {
    expect(ownerOutcome(null, ana)).toBe("The number becomes Ana's, and what runs on it goes on with them.");
    expect(ownerOutcome(bo, ana)).toMatch(/is Bo's so far and becomes Ana's\..*with Bo on this number are closed/);
  });
});
