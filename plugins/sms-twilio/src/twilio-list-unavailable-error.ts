/** Twilio did not give out its list of messages. */
export class TwilioListUnavailableError extends Error {
  override readonly name = 'TwilioListUnavailableError';
  readonly code = 'twilio_list_unavailable';

  constructor(status: number | null, options?: ErrorOptions) {
    super(
      status === null
        ? 'Twilio could not be asked for its list.'
        : `Twilio answered ${status} to the question for its list.`,
      options,
    );
  }
}
