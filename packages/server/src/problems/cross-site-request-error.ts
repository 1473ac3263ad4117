import { HttpProblem } from './http-problem.js';

/** A change with a cookie must come from our own pages. */
export class CrossSiteRequestError extends HttpProblem {
  readonly code = 'cross_site_request';

  constructor() {
    super(
      'A change with a session cookie must come from the pages of this server. If a proxy stands before it, set server.publicUrl to the address that browsers use. Programs use a bearer token.',
    );
  }
}
