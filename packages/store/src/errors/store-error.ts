/** Any refusal of the store. `code` is stable; the message says what, why and how to fix it, and never holds a secret or personal data. */
export abstract class StoreError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}
