import { WebhookProblemError } from './webhook-problem-error.js';

/** The plugin that understands a stored event is not on at present. Another try may go well. */
export class ProviderOffError extends WebhookProblemError {
  constructor() {
    super('provider_off');
  }
}
