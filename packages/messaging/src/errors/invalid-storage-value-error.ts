import { MessagingError } from './messaging-error.js';

/** A plugin handed its storage something that cannot be kept. */
export class InvalidStorageValueError extends MessagingError {
  readonly kind = 'invalid';
  readonly code = 'invalid_storage_value';

  constructor(plugin: string, problem: string) {
    super(`The plugin ${plugin} cannot store this: ${problem}`);
  }
}
