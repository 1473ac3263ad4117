import { HttpProblem } from './http-problem.js';

/** `If-Match` holds no version. */
export class IfMatchInvalidError extends HttpProblem {
  readonly code = 'if_match_invalid';

  constructor() {
    super('If-Match must hold one version as an ETag gave it out, such as "3". Lists, weak tags and * are not taken.');
  }
}
