import type { FastifyRequest } from 'fastify';
import { IfMatchInvalidError } from '../problems/if-match-invalid-error.js';
import { IfMatchRequiredError } from '../problems/if-match-required-error.js';

/** The largest version that the database can hold. */
const largestVersion = 2_147_483_647;

/** The version that `If-Match` names, with or without quotes. @throws IfMatchRequiredError, IfMatchInvalidError */
export function versionOf(request: Pick<FastifyRequest, 'headers'>): number {
  const header = request.headers['if-match'];
  if (header === undefined) throw new IfMatchRequiredError();
  const digits = /^(?:"(\d{1,10})"|(\d{1,10}))$/.exec(header.trim());
  const version = Number(digits?.[1] ?? digits?.[2] ?? 0);
  if (version < 1 || version > largestVersion) throw new IfMatchInvalidError();
  return version;
}
