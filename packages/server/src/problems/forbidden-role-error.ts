import type { Role } from '@hailpoint/messaging';
import { HttpProblem } from './http-problem.js';

/** Signed in, without the role that it takes. */
export class ForbiddenRoleError extends HttpProblem {
  readonly code = 'forbidden';

  /** @param roles any one of them would do. */
  constructor(roles: readonly Role[], what = 'This') {
    super(`${what} takes the role ${roles.join(' or ')}. An administrator can give it to you.`, { extra: { roles } });
  }
}
