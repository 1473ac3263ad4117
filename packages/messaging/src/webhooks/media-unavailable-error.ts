import { WebhookProblemError } from './webhook-problem-error.js';

/** A picture could not be fetched. Another try may go well. */
export class MediaUnavailableError extends WebhookProblemError {
  constructor() {
    super('media_unavailable');
  }
}
