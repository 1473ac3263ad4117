import { StoreError } from './store-error.js';

/** A wake-up says what to look at; it is not a way to carry data. */
export class WakePayloadError extends StoreError {
  readonly code = 'wake_payload_too_long';

  constructor(bytes: number, most: number) {
    super(
      `A wake-up payload of ${bytes} bytes is too long (at most ${most}). Send an id, and let the hearer read the data.`,
    );
  }
}
