/** The carrier no longer has the media of an inbound message. */
export class MediaUnavailableError extends Error {
  override readonly name = 'MediaUnavailableError';
  readonly code = 'media_unavailable';

  constructor(readonly status: number) {
    super(
      `The simulated carrier answered ${status} for the media of this message. It keeps media over a restart only with a ledger file.`,
    );
  }
}
