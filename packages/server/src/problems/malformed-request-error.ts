import { HttpProblem } from './http-problem.js';

/** The request breaks off, or its address or form parts cannot be read. */
export class MalformedRequestError extends HttpProblem {
  readonly code = 'malformed_request';

  constructor(what: string) {
    super(what);
  }
}
