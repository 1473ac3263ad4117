import type { TSchema } from 'typebox';
import { InvalidRequestError } from '../problems/invalid-request-error.js';
import { NotFoundError } from '../problems/not-found-error.js';
import { coerceQuery } from './coerce-query.js';
import { compileValidator } from './compile-validator.js';
import type { JsonSchemaNode } from './json-schema-node.js';

/** Fastify's validator compiler on our schemas. An id in the address that no record can have is a 404, like any unknown id. */
export function routeValidator({ schema, httpPart }: { schema: unknown; httpPart?: string }) {
  const validate = compileValidator(schema as TSchema);
  return (given: unknown): { value: unknown } | { error: Error } => {
    const value = httpPart === 'querystring' ? coerceQuery(schema as JsonSchemaNode, given) : given;
    const problems = validate(value);
    if (problems.length === 0) return { value };
    if (httpPart === 'params')
      return { error: new NotFoundError('There is nothing with this id or number. Check the address.') };
    return { error: new InvalidRequestError(problems) };
  };
}
