/** A callback with a right signature that lacks what Twilio documents for it. */
export class InvalidTwilioCallbackError extends Error {
  override readonly name = 'InvalidTwilioCallbackError';
  readonly code = 'invalid_twilio_callback';

  constructor(readonly field: string) {
    super(
      `Twilio's callback has no usable ${field}. Check in the Twilio Console that this address is the webhook of messages, not of calls.`,
    );
  }
}
