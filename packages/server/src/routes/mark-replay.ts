import type { FastifyReply } from 'fastify';

/** An answer that may be one given before for the same Idempotency-Key. */
export function markReplay(reply: FastifyReply, replayed: boolean): void {
  if (replayed) reply.header('idempotency-replayed', 'true');
}
