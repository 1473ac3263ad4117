import { HttpProblem } from './http-problem.js';

/** The header is there and cannot be a key. */
export class IdempotencyKeyInvalidError extends HttpProblem {
  readonly code = 'idempotency_key_invalid';

  constructor() {
    super('An Idempotency-Key has 1 to 200 printable ASCII characters without spaces. A UUID is a good choice.');
  }
}
