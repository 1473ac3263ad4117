import { MessagingError } from './messaging-error.js';

/** The virtual agent has the conversation; an agent takes over by composing, never by assigning or replying. */
export class UseTakeOverError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'use_take_over';

  constructor(number: string) {
    super(
      `The virtual agent has ${number}. To take the conversation over, compose a message to this recipient from another interaction: ${number} is then closed and a new conversation becomes yours.`,
    );
  }
}
