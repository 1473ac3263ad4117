/** Twilio may or may not have the message; sending it again blindly could send it twice. */
export class TwilioOutcomeUnknownError extends Error {
  override readonly name = 'TwilioOutcomeUnknownError';
  readonly code = 'twilio_outcome_unknown';

  constructor(problem: string, options?: ErrorOptions) {
    super(
      `${problem}, so whether Twilio has the message is unknown. Look for it in the Twilio Console before you send again.`,
      options,
    );
  }
}
