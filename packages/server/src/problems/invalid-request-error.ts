import type { FieldProblem } from '@hailpoint/messaging';
import { HttpProblem } from './http-problem.js';

/** Body, query or headers are not what the route takes; one entry per wrong field. */
export class InvalidRequestError extends HttpProblem {
  readonly code = 'invalid_request';

  constructor(fields: readonly FieldProblem[]) {
    super(
      fields.length === 1
        ? `${fields[0]!.field || 'The body'} ${fields[0]!.message}`
        : `${fields.length} fields are wrong.`,
      { fields },
    );
  }
}
