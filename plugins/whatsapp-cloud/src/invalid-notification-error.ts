/** A notification with a right signature that lacks what Meta documents for it. */
export class InvalidNotificationError extends Error {
  override readonly name = 'InvalidNotificationError';
  readonly code = 'invalid_notification';

  constructor(readonly field: string) {
    super(
      `Meta's notification has no usable ${field}. Check in the App Dashboard that this address is the callback of the product WhatsApp.`,
    );
  }
}
