import { MessagingError } from './messaging-error.js';

/** The configuration file forbids changes. */
export class PluginLockedError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'plugin_locked';

  constructor(id: string) {
    super(`The configuration file locks the plugin ${id}. Change it there, or remove its "locked: true".`);
  }
}
