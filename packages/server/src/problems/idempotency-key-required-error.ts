import { HttpProblem } from './http-problem.js';

/** A machine must be able to repeat a request safely. */
export class IdempotencyKeyRequiredError extends HttpProblem {
  readonly code = 'idempotency_key_required';

  constructor() {
    super(
      'With a bearer token this request needs an Idempotency-Key header, so that a repetition does nothing twice. Send a new random value for each new request, and the same one when you repeat it.',
    );
  }
}
