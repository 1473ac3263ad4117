import { HttpProblem } from './http-problem.js';

/** Over the rate limit. */
export class TooManyRequestsError extends HttpProblem {
  readonly code = 'too_many_requests';

  constructor(seconds: number) {
    super(`Too many requests. Wait ${seconds} s, then go on more slowly.`);
  }
}
