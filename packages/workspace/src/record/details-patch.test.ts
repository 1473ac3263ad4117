import { describe, expect, test } from '@jest/globals';
import { detailsDraft, detailsPatch } from './details-patch.js';
import type { DetailsValues } from './details-values.js';

const values: DetailsValues = {
  type: 'phone',
  shortDescription: '  Router  ',
  state: 'on_hold',
  consumer: { id: 'u1', name: 'Ana' },
  contact: null,
  openedFor: null,
  assignedTo: null,
  relatedTable: 'case',
  relatedId: 'CS1',
  relatedLabel: '',
  relatedUrl: '',
};

describe('A3: what the Details form sends', () => {
  test('only changed fields are in the patch; an emptied reference is null', () => {
    expect(detailsPatch(values, ['shortDescription', 'assignedTo'])).toEqual({
      shortDescription: 'Router',
      assignedTo: null,
    });
  });

  test('the related record goes as a whole, and is null when all of it is empty', () => {
    expect(detailsPatch(values, ['relatedId'])).toEqual({ relatedRecord: { table: 'case', id: 'CS1' } });
    const emptied = { ...values, relatedTable: ' ', relatedId: '' };
    expect(detailsPatch(emptied, ['relatedTable', 'relatedId'])).toEqual({ relatedRecord: null });
  });

  test('a draft names people by id and has no state', () => {
    expect(detailsDraft(values)).toEqual({
      type: 'phone',
      shortDescription: 'Router',
      consumer: 'u1',
      contact: null,
      openedFor: null,
      assignedTo: null,
      relatedRecord: { table: 'case', id: 'CS1' },
    });
  });
});
