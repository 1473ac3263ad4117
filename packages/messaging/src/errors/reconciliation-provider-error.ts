import { MessagingError } from './messaging-error.js';

/** No provider that is on can list what its carrier knows. */
export class ReconciliationProviderError extends MessagingError {
  readonly kind = 'unprocessable';
  readonly code = 'nothing_to_compare';

  constructor(plugin: string | undefined) {
    super(
      plugin === undefined
        ? 'No provider that is switched on can list what its carrier knows, so there is nothing to compare with.'
        : `The plugin ${plugin} is not switched on, or cannot list what its carrier knows.`,
    );
  }
}
