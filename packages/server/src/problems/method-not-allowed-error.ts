import { HttpProblem } from './http-problem.js';

/** The address exists, for other methods. */
export class MethodNotAllowedError extends HttpProblem {
  readonly code = 'method_not_allowed';

  constructor(allowed: readonly string[]) {
    super(`This address takes ${allowed.join(', ')}.`, { headers: { allow: allowed.join(', ') }, extra: { allowed } });
  }
}
