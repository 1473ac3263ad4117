import type { Idempotency } from '@hailpoint/messaging';
import type { FastifyRequest } from 'fastify';
import { IdempotencyKeyInvalidError } from '../problems/idempotency-key-invalid-error.js';
import { IdempotencyKeyRequiredError } from '../problems/idempotency-key-required-error.js';

/**
 * The request's idempotency. Its route is the address with the interaction's number, so that one key on two interactions
 * means two requests. @throws IdempotencyKeyRequiredError for a machine without one, IdempotencyKeyInvalidError
 */
export function idempotencyOf(request: FastifyRequest): Idempotency | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) {
    if (request.caller?.by === 'token') throw new IdempotencyKeyRequiredError();
    return undefined;
  }
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new IdempotencyKeyInvalidError();
  return { key, route: `${request.method} ${request.url.split('?', 1)[0]}` };
}
