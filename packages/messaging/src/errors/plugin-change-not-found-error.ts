import { MessagingError } from './messaging-error.js';

/** What is to be undone is no change of this plugin. */
export class PluginChangeNotFoundError extends MessagingError {
  readonly kind = 'not_found';
  readonly code = 'plugin_change_not_found';

  constructor(id: string) {
    super(`The history of the plugin ${id} has no such change. List its history, and take the id of an entry.`);
  }
}
