import { type WebhookProblemCode, webhookProblem } from './webhook-problem.js';

/** A carrier's event was not processed, for a reason that has words. Holds no address and no text. */
export class WebhookProblemError extends Error {
  readonly code: WebhookProblemCode;

  constructor(code: WebhookProblemCode) {
    super(webhookProblem(code).reason);
    this.name = new.target.name;
    this.code = code;
  }
}
