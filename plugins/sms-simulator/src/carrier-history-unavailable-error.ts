/** The carrier did not say what it knows of a period. */
export class CarrierHistoryUnavailableError extends Error {
  override readonly name = 'CarrierHistoryUnavailableError';
  readonly code = 'carrier_history_unavailable';

  constructor(readonly status: number) {
    super(`The simulated carrier answered ${status} when it was asked what it knows of a period. Ask again later.`);
  }
}
