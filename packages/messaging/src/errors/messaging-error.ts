/** What kind of answer an error is; the server maps it to an HTTP status. */
export type ErrorKind =
  | 'invalid' // the request itself is wrong: 400
  | 'forbidden' // 403
  | 'not_found' // 404
  | 'conflict' // the present state does not allow it: 409
  | 'stale' // changed by someone else meanwhile: 412
  | 'too_large' // 413
  | 'unsupported_type' // 415
  | 'unprocessable'; // understood and refused: 422

export interface FieldProblem {
  /** JSON pointer into the body, such as `/to/manual`. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** An error for the one who must act: what, why, and what to do. One subclass per reason. */
export abstract class MessagingError extends Error {
  abstract readonly kind: ErrorKind;
  /** Stable. */
  abstract readonly code: string;
  /** One entry per wrong field. */
  readonly fields: readonly FieldProblem[];
  /** Further members of the answer, such as the new preflight. Nothing internal. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    message: string,
    options: { fields?: readonly FieldProblem[]; extra?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.fields = options.fields ?? [];
    this.extra = options.extra ?? {};
  }
}
