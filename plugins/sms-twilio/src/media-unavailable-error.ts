/** Twilio does not give the media of an inbound message. */
export class MediaUnavailableError extends Error {
  override readonly name = 'MediaUnavailableError';
  readonly code = 'media_unavailable';

  constructor(readonly status: number) {
    super(
      `Twilio answered ${status} for the media of this message. It may have been deleted, or the credentials may not read it.`,
    );
  }
}
