/** Media of an inbound message that is not on Twilio's hosts. */
export class ForeignMediaError extends Error {
  override readonly name = 'ForeignMediaError';
  readonly code = 'foreign_media';

  constructor() {
    super('The media of this message is not on a host of Twilio, so it was not fetched.');
  }
}
