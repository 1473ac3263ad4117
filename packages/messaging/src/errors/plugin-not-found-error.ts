import { MessagingError } from './messaging-error.js';

/** No entry of the configuration is this plugin. */
export class PluginNotFoundError extends MessagingError {
  readonly kind = 'not_found';
  readonly code = 'plugin_not_found';

  /** @param suggestion a sentence that names the nearest */
  constructor(id: string, suggestion: string) {
    super(`There is no plugin "${id}" in the configuration. ${suggestion}`);
  }
}
