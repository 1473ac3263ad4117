/** A carrier's event that no further try will make understood: it waits for a person. Holds no address and no text. */
export class WebhookParkedError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'WebhookParkedError';
  }
}
