import type { Logger } from '@hailpoint/kernel';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { describeFailure } from '../logging/describe-failure.js';
import { HttpProblem } from '../problems/http-problem.js';
import { InternalError } from '../problems/internal-error.js';
import { MethodNotAllowedError } from '../problems/method-not-allowed-error.js';
import { NotFoundError } from '../problems/not-found-error.js';
import { problemOf } from '../problems/problem-of.js';
import { translateError } from '../problems/translate-error.js';
import type { RouteTable } from './route-table.js';
import type { TypedServer } from './typed-server.js';

/** Every error as problem+json; what nobody foresaw goes to the log and answers 500 without a word of it. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: Logger,
): FastifyReply {
  const { bodyLimit, config } = request.routeOptions;
  const coded = translateError(error, {
    requestId: request.id,
    bodyLimit: bodyLimit ?? 0,
    consumes: config?.consumes ?? 'application/json',
  });
  const problem = problemOf(coded);
  if (coded instanceof InternalError) {
    logger.error('request failed', {
      requestId: request.id,
      route: request.routeOptions.url,
      ...describeFailure(error),
    });
  }
  if (coded instanceof HttpProblem) reply.headers(coded.headers);
  return reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
}

export function registerErrors(app: TypedServer, logger: Logger, table: RouteTable): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerProblem(error, request, reply, logger));
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    const allowed = table.methodsOf(request.url.split('?', 1)[0] ?? '/');
    const error =
      allowed.length > 0 && !allowed.includes(request.method)
        ? new MethodNotAllowedError(allowed)
        : new NotFoundError();
    return answerProblem(error, request, reply, logger);
  });
}
