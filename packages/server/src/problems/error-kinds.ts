import type { ErrorKind } from '@hailpoint/messaging';

/** Status and title of the domain's errors, by kind; their codes are the domain's. */
export const errorKinds: Readonly<Record<ErrorKind, { status: number; title: string }>> = {
  invalid: { status: 400, title: 'The request is not valid' },
  forbidden: { status: 403, title: 'A role is missing' },
  not_found: { status: 404, title: 'It does not exist' },
  conflict: { status: 409, title: 'The present state does not allow it' },
  stale: { status: 412, title: 'It was changed meanwhile' },
  too_large: { status: 413, title: 'It is too large' },
  unsupported_type: { status: 415, title: 'Its type is not accepted' },
  unprocessable: { status: 422, title: 'It was understood and refused' },
};
