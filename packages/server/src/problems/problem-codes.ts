/** Every code that the server itself answers with, its HTTP status and title. Codes are stable; README.md shows this table. */
export const problemCodes = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  malformed_json: { status: 400, title: 'The body is not JSON' },
  malformed_request: { status: 400, title: 'The request cannot be read' },
  if_match_invalid: { status: 400, title: 'If-Match names no version' },
  idempotency_key_required: { status: 400, title: 'An Idempotency-Key is missing' },
  idempotency_key_invalid: { status: 400, title: 'The Idempotency-Key cannot be used' },
  sign_in_required: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'A role is missing' },
  cross_site_request: { status: 403, title: 'The request comes from another site' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'The method does not fit' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The content type does not fit' },
  if_match_required: { status: 428, title: 'If-Match is missing' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  too_many_event_streams: { status: 429, title: 'Too many open event streams' },
  internal_error: { status: 500, title: 'Something went wrong here' },
  overloaded: { status: 503, title: 'Busy at the moment' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemCodes;
