import { HttpProblem } from './http-problem.js';

/** More bytes than this route takes. */
export class BodyTooLargeError extends HttpProblem {
  readonly code = 'body_too_large';

  constructor(maxBytes: number) {
    super(`This route takes at most ${maxBytes} bytes. Send less.`, { extra: { maxBytes } });
  }
}
