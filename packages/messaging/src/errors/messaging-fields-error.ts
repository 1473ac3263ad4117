import { MessagingError } from './messaging-error.js';

/** Whom a conversation is with follows from its messages; only description, state and assignment are edited. */
export class MessagingFieldsError extends MessagingError {
  readonly kind = 'unprocessable';
  readonly code = 'not_for_messaging';

  constructor(fields: readonly string[]) {
    super('Of a messaging conversation only the short description, the state and the assignment can be changed.', {
      fields: fields.map((field) => ({
        field: `/${field}`,
        code: 'not_for_messaging',
        message: 'This cannot be changed in a messaging conversation.',
      })),
    });
  }
}
