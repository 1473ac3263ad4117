import { WebhookProblemError } from './webhook-problem-error.js';

/** A picture could not be fetched just now, and its message still waits for it. */
export class MediaUnavailableError extends WebhookProblemError {
  constructor() {
    super('media_unavailable');
  }
}
