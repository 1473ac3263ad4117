import { HttpProblem } from './http-problem.js';

/** Ours to mend; the log has the details under the request id. */
export class InternalError extends HttpProblem {
  readonly code = 'internal_error';

  constructor(requestId: string) {
    super(
      `This is a fault of the server, not of the request. Tell the administrator the request id ${requestId}; the log has the details.`,
      {
        extra: { requestId },
      },
    );
  }
}
