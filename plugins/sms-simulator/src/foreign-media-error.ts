/** Media of an inbound message that is not on the carrier. */
export class ForeignMediaError extends Error {
  override readonly name = 'ForeignMediaError';
  readonly code = 'foreign_media';

  constructor() {
    super('The media of this message is not on the simulated carrier that is configured now, so it was not fetched.');
  }
}
