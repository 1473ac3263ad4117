/** Code asked for a change that is blocked, or was carried out or thrown away already. A mistake of the program, not of its users. */
export class ChangeNotReadyError extends Error {
  override readonly name = 'ChangeNotReadyError';
  readonly code = 'change_not_ready';

  constructor() {
    super('This change cannot be carried out: its plan is blocked, or it was carried out or discarded before.');
  }
}
