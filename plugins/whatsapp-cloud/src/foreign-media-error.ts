/** Media of an inbound message that is not on Meta's hosts. */
export class ForeignMediaError extends Error {
  override readonly name = 'ForeignMediaError';
  readonly code = 'foreign_media';

  constructor() {
    super('The media of this message is not on a host of Meta, so it was not fetched.');
  }
}
