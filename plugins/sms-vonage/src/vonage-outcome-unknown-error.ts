/** Vonage may or may not have the message; sending it again blindly could send it twice. */
export class VonageOutcomeUnknownError extends Error {
  override readonly name = 'VonageOutcomeUnknownError';
  readonly code = 'vonage_outcome_unknown';

  constructor(problem: string, options?: ErrorOptions) {
    super(
      `${problem}, so whether Vonage has the message is unknown. Look for it in the logs of the Vonage dashboard before you send again.`,
      options,
    );
  }
}
