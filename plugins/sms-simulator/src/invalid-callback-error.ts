/** A callback with a right signature whose content is not what the simulated carrier sends. */
export class InvalidCallbackError extends Error {
  override readonly name = 'InvalidCallbackError';
  readonly code = 'invalid_callback';

  constructor(field: string) {
    super(
      `The callback's ${field} is not what this version of the carrier simulator sends. Use the same version of both.`,
    );
  }
}
