import { InvalidFieldsError } from '../errors/invalid-fields-error.js';

/** Rows of a page: 1 to 100, default 25. @throws InvalidFieldsError */
export function pageLimit(limit: number | undefined): number {
  const rows = limit ?? 25;
  if (!Number.isInteger(rows) || rows < 1 || rows > 100) {
    throw new InvalidFieldsError([
      { field: '/limit', code: 'out_of_range', message: 'The limit must be a whole number from 1 to 100.' },
    ]);
  }
  return rows;
}
