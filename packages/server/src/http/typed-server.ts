import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { AccessRule } from './access-rule.js';
import type { Caller } from './caller.js';

/** Fastify, with types of bodies and answers from their schemas. */
export type TypedServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call. Required of every route. */
    access?: AccessRule;
    /** What the route reads, for the answer to a wrong content type. Default `application/json`. */
    consumes?: string;
  }

  interface FastifyRequest {
    /** Set for every request that shows a valid session or token. */
    caller: Caller | null;
  }
}
