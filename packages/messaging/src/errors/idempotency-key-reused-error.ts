import { MessagingError } from './messaging-error.js';

/** The same Idempotency-Key came with another body. */
export class IdempotencyKeyReusedError extends MessagingError {
  readonly kind = 'unprocessable';
  readonly code = 'idempotency_key_reused';

  constructor() {
    super(
      'This Idempotency-Key was used for another request. Send a request again with its own key, and a new one with a new key.',
    );
  }
}
