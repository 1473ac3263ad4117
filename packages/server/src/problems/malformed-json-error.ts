import { HttpProblem } from './http-problem.js';

/** The body says that it is JSON and is not. */
export class MalformedJsonError extends HttpProblem {
  readonly code = 'malformed_json';

  constructor() {
    super('The body could not be read as JSON. Send one JSON object in UTF-8.');
  }
}
