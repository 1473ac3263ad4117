/** The HTTP API, webhooks, live events and sign-in. */
export { createServer } from './create-server.js';
export type { HailpointServer } from './hailpoint-server.js';
export type { AccessRule } from './http/access-rule.js';
export type { RouteDescription } from './http/route-table.js';
export { defaultLimits, type ServerLimits } from './http/server-limits.js';
export { createLogger } from './logging/create-logger.js';
export { PortInUseError } from './port-in-use-error.js';
export type { ServerOptions } from './server-options.js';
