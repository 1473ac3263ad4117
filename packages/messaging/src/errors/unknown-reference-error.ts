import { MessagingError } from './messaging-error.js';

/** A field names a record that does not exist. */
export class UnknownReferenceError extends MessagingError {
  readonly kind = 'unprocessable';
  readonly code = 'unknown_reference';

  /** @param references the fields, as JSON pointers, with what each should name: `a user`. */
  constructor(references: readonly { readonly field: string; readonly what: string }[]) {
    super(
      references.length === 1
        ? `${references[0]!.field} names no ${bare(references[0]!.what)} that exists. Choose one from the list.`
        : 'Some fields name records that do not exist. Choose them from the lists.',
      {
        fields: references.map(({ field, what }) => ({
          field,
          code: 'unknown_reference',
          message: `There is no such ${bare(what)}.`,
        })),
      },
    );
  }
}

function bare(what: string): string {
  return what.replace(/^an? /, '');
}
