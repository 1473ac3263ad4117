/** A request that the carrier cannot take; `field` says which part is wrong. */
export class InvalidRequestError extends Error {
  readonly code = 'invalid_request';
  readonly status: number;
  readonly field: string;

  constructor(field: string, problem: string, status = 400) {
    super(`${field} ${problem}`);
    this.name = 'InvalidRequestError';
    this.field = field;
    this.status = status;
  }
}
