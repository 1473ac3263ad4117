import { HttpProblem } from './http-problem.js';

/** Every open page holds one stream. */
export class TooManyEventStreamsError extends HttpProblem {
  readonly code = 'too_many_event_streams';

  constructor(limit: number) {
    super(`This user has ${limit} event streams open, which is the limit. Close some pages.`);
  }
}
