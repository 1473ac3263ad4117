import { MessagingError } from './messaging-error.js';

export class AttachmentTooLargeError extends MessagingError {
  readonly kind = 'too_large';
  readonly code = 'attachment_too_large';

  /** Both in bytes. */
  constructor(size: number, most: number) {
    super(
      `The file has ${inMegabytes(size, 'up')} MB; at most ${inMegabytes(most, 'down')} MB can be sent. Make the picture smaller and attach it again.`,
      { extra: { maxBytes: most } },
    );
  }
}

/** Rounded so that a file that is one byte too large never reads as if it fitted. */
function inMegabytes(bytes: number, round: 'up' | 'down'): string {
  const hundredths = bytes / 10_000;
  return ((round === 'up' ? Math.ceil(hundredths) : Math.floor(hundredths)) / 100).toString();
}
