/** Meta may or may not have the message; sending it again blindly could send it twice. */
export class WhatsAppOutcomeUnknownError extends Error {
  override readonly name = 'WhatsAppOutcomeUnknownError';
  readonly code = 'whatsapp_outcome_unknown';

  constructor(problem: string, options?: ErrorOptions) {
    super(
      `${problem}, so whether WhatsApp has the message is unknown. A receipt says so if it has; ask the customer before you send again.`,
      options,
    );
  }
}
