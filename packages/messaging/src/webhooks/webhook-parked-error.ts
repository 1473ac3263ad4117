import { WebhookProblemError } from './webhook-problem-error.js';

/** A carrier's event that no further try will make understood: it waits for a person. */
export class WebhookParkedError extends WebhookProblemError {}
