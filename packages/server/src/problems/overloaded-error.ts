import { HttpProblem } from './http-problem.js';

/** The process cannot keep up. */
export class OverloadedError extends HttpProblem {
  readonly code = 'overloaded';

  constructor() {
    super('The server cannot keep up at the moment. Try again in a few seconds.', { headers: { 'retry-after': '5' } });
  }
}
