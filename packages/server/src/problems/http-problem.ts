import type { FieldProblem } from '@hailpoint/messaging';
import { type ProblemCode, problemCodes } from './problem-codes.js';

/** An answer that is not the one hoped for, decided by the server itself. One subclass per reason; `message` is shown to the caller. */
export abstract class HttpProblem extends Error {
  abstract readonly code: ProblemCode;
  /** One entry per wrong field. */
  readonly fields: readonly FieldProblem[];
  /** Further members of the answer. Nothing internal. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Headers that go with the answer, such as `Allow`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    message: string,
    options: {
      fields?: readonly FieldProblem[];
      extra?: Record<string, unknown>;
      headers?: Record<string, string>;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.fields = options.fields ?? [];
    this.extra = options.extra ?? {};
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return problemCodes[this.code].status;
  }

  get title(): string {
    return problemCodes[this.code].title;
  }
}
