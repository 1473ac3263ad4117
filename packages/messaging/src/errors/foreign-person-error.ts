import { MessagingError } from './messaging-error.js';

/** A person whom a plugin brings: what their source says would overwrite the change. */
export class ForeignPersonError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'foreign_person';

  constructor(source: string, fields: readonly string[]) {
    super(`This person comes from ${source}. Change them there; the directory follows.`, {
      fields: fields.map((field) => ({
        field: `/${field}`,
        code: 'foreign_person',
        message: `This is kept by ${source}.`,
      })),
    });
  }
}
