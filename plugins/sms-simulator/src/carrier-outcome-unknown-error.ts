/** The carrier may or may not have taken the message over; only a look-up can tell. */
export class CarrierOutcomeUnknownError extends Error {
  override readonly name = 'CarrierOutcomeUnknownError';
  readonly code = 'carrier_outcome_unknown';

  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem}, so whether the simulated carrier has the message is unknown until it is looked up.`, options);
  }
}
