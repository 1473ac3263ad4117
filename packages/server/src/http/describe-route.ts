import type { RouteOptions } from 'fastify';
import { ProblemSchema } from '../schemas/problem-schema.js';
import type { RouteTable } from './route-table.js';
import { RouteWithoutAccessError } from './route-without-access-error.js';

const problemAnswer = {
  description: 'A problem (RFC 9457) with a stable code.',
  content: { 'application/problem+json': { schema: ProblemSchema } },
};

/** Notes a route that is registered, and gives every route of the API its errors. @throws RouteWithoutAccessError */
export function describeRoute(table: RouteTable, route: RouteOptions): void {
  const methods = [route.method].flat();
  const { access } = route.config ?? {};
  if (!access) throw new RouteWithoutAccessError(`${methods.join(',')} ${route.url}`);
  const hidden = route.schema?.hide === true;
  for (const method of methods) table.add({ method, url: route.url, access, hidden });
  if (!route.schema || hidden) return;
  route.schema.response = { ...(route.schema.response as object), '4xx': problemAnswer };
  route.schema.security = access.kind === 'public' ? [] : [{ session: [] }, { token: [] }];
}
