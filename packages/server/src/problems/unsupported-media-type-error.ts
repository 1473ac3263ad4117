import { HttpProblem } from './http-problem.js';

/** The body is not of the type that the route reads. */
export class UnsupportedMediaTypeError extends HttpProblem {
  readonly code = 'unsupported_media_type';

  constructor(expected: string) {
    super(`This route reads ${expected}. Set the Content-Type header accordingly.`);
  }
}
