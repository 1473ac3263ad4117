/** Acme may have the message. The core looks it up, and never sends it again blindly. */
export class AcmeOutcomeUnknownError extends Error {
  override readonly name = 'AcmeOutcomeUnknownError';
  readonly code = 'acme_outcome_unknown';
}

/** A webhook that Acme signed, and that is not what Acme documents. */
export class AcmeWebhookError extends Error {
  override readonly name = 'AcmeWebhookError';
  readonly code = 'acme_webhook';

  constructor(field: string) {
    super(`The webhook has no usable field "${field}".`);
  }
}
