import { describe, expect, test } from '@jest/globals';
import { Problem } from '../api/problem.js';
import { detailsErrors } from './details-errors.js';

describe('errors are shown where they belong', () => {
  test('a pointer leads to its field; what has no field stays general', () => {
    const error = new Problem({
      status: 400,
      detail: 'Two fields are wrong.',
      errors: [
        { field: '/relatedRecord/url', code: 'malformed', message: 'must be a web address.' },
        { field: '/planet', code: 'unknown_field', message: 'is not a field here.' },
      ],
    });
    expect(detailsErrors(error)).toEqual({
      fields: { relatedUrl: 'Must be a web address.' },
      rest: 'Is not a field here.',
    });
  });

  test('a refusal without fields says its reason', () => {
    const error = new Problem({ status: 409, detail: 'The interaction is closed.' });
    expect(detailsErrors(error)).toEqual({ fields: {}, rest: 'The interaction is closed.' });
  });
});
