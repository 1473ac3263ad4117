/** A webhook with a right signature that lacks what Vonage documents for it. */
export class InvalidVonageWebhookError extends Error {
  override readonly name = 'InvalidVonageWebhookError';
  readonly code = 'invalid_vonage_webhook';

  constructor(readonly field: string) {
    super(
      `Vonage's webhook has no usable ${field}. Check in the Vonage dashboard that the application sends webhooks of version v1, inbound messages to /inbound and statuses to /status.`,
    );
  }
}
