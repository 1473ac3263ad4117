import { MessagingError } from '@hailpoint/messaging';
import { errorKinds } from './error-kinds.js';
import { HttpProblem } from './http-problem.js';
import type { Problem } from './problem.js';

/** The answer to a coded error. `extra` never replaces the standard members. */
export function problemOf(error: HttpProblem | MessagingError): Problem {
  const { status, title } = error instanceof HttpProblem ? error : errorKinds[error.kind];
  return {
    ...error.extra,
    type: `urn:hailpoint:problem:${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    errors: error.fields.map(({ field, code, message }) => ({ field, code, message })),
  };
}
