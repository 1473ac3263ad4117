import type { Actor } from '@hailpoint/messaging';
import type { FastifyRequest } from 'fastify';
import { SignInRequiredError } from '../problems/sign-in-required-error.js';

/** Who acts. @throws SignInRequiredError on a public route without a caller */
export function actorOf(request: FastifyRequest): Actor {
  if (!request.caller) throw new SignInRequiredError();
  const { by, actor } = request.caller;
  return { ...actor, via: by };
}
