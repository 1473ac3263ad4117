import { MessagingError } from './messaging-error.js';

/** The period to compare is no period, lies ahead, or is too long. */
export class ReconciliationPeriodError extends MessagingError {
  readonly kind = 'invalid';
  readonly code = 'invalid_request';

  constructor(field: '/from' | '/to') {
    const message = 'The period must begin before it ends, end by now, and be 31 days long at most.';
    super(message, { fields: [{ field, code: 'invalid_period', message }] });
  }
}
