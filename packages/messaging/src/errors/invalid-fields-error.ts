import type { FieldProblem } from './messaging-error.js';
import { MessagingError } from './messaging-error.js';

/** Fields hold values that mean nothing here; one entry per field. */
export class InvalidFieldsError extends MessagingError {
  readonly kind = 'unprocessable';
  readonly code = 'invalid_fields';

  constructor(fields: readonly FieldProblem[]) {
    super(fields.map((field) => field.message).join(' '), { fields });
  }
}
