import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedFields, sameValue } from './changed-fields.js';
import { type DetailsValues, detailsFields } from './details-values.js';
import { mergeDetails } from './merge-details.js';

const people = [null, { id: 'u1', name: 'Ana' }, { id: 'u2', name: 'Ben' }];
const person = fc.constantFrom(...people);
const text = fc.constantFrom('', 'one', 'two');
const details: fc.Arbitrary<DetailsValues> = fc.record({
  type: fc.constantFrom('phone' as const, 'chat' as const),
  shortDescription: text,
  state: fc.constantFrom('new' as const, 'on_hold' as const),
  consumer: person,
  contact: person,
  openedFor: person,
  assignedTo: person,
  relatedTable: text,
  relatedId: text,
  relatedLabel: text,
  relatedUrl: text,
});

describe('A3: merging what somebody else saved into a form with unsaved changes', () => {
  test('every field is mine where I changed it, theirs everywhere else', () => {
    fc.assert(
      fc.property(details, details, details, (base, mine, theirs) => {
        const { values, conflicts, taken } = mergeDetails(base, mine, theirs);
        for (const field of detailsFields) {
          const byMe = !sameValue(base[field], mine[field]);
          const byThem = !sameValue(base[field], theirs[field]);
          expect(values[field]).toEqual(byMe ? mine[field] : theirs[field]);
          expect(taken.includes(field)).toBe(byThem && !byMe);
          expect(conflicts.includes(field)).toBe(byMe && byThem && !sameValue(mine[field], theirs[field]));
        }
      }),
    );
  });

  test('a save of my own leaves nothing unsaved and no conflict', () => {
    fc.assert(
      fc.property(details, details, (base, mine) => {
        const { values, conflicts, taken } = mergeDetails(base, mine, mine);
        expect(changedFields(mine, values)).toEqual([]);
        expect([...conflicts, ...taken]).toEqual([]);
      }),
    );
  });

  test('spaces around a text are no change, because they are not saved', () => {
    expect(sameValue(' Router ', 'Router')).toBe(true);
  });
});
