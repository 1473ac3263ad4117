/** Meta does not give the media of an inbound message. */
export class MediaUnavailableError extends Error {
  override readonly name = 'MediaUnavailableError';
  readonly code = 'media_unavailable';

  constructor(problem: string) {
    super(
      `${problem} for the media of this message. Meta keeps it for 7 days; after that, or when the access token may not read it, it is gone.`,
    );
  }
}
