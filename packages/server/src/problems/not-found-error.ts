import { HttpProblem } from './http-problem.js';

/** No such route, or nothing with this id. */
export class NotFoundError extends HttpProblem {
  readonly code = 'not_found';

  constructor(what = 'There is nothing at this address. /api/openapi.json lists what there is.') {
    super(what);
  }
}
