import { HttpProblem } from './http-problem.js';

/** No session and no token, or one that has ended. */
export class SignInRequiredError extends HttpProblem {
  readonly code = 'sign_in_required';

  constructor() {
    super(
      'There is no session or token, or it has ended. Open a sign-in link (npx hailpoint login <username>), or send Authorization: Bearer with a token (npx hailpoint token create --user <username>).',
      { headers: { 'www-authenticate': 'Bearer realm="hailpoint"' } },
    );
  }
}
