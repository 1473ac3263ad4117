/** A selector named a sender that is not among those it was given. */
export class SenderNotOfferedError extends Error {
  override readonly name = 'SenderNotOfferedError';
  readonly code = 'sender_not_offered';

  constructor() {
    super('The sender that was selected is not among those that may be used. Answer the id of one of them.');
  }
}
