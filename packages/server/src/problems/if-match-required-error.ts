import { HttpProblem } from './http-problem.js';

/** A change must name the version that it was made from. */
export class IfMatchRequiredError extends HttpProblem {
  readonly code = 'if_match_required';

  constructor() {
    super(
      "Name the version that you changed, so that nobody else's change is lost: If-Match with the ETag of the last answer.",
    );
  }
}
