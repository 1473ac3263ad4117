/** The HTTP API, webhooks, live events, sign-in and the configuration file. */
export type * from './configuration/configuration.js';
export { ConfigurationError, type ConfigurationFault } from './configuration/configuration-error.js';
export { type ConfigurationListener, watchConfiguration } from './configuration/configuration-file.js';
export { fileSchema } from './configuration/file-schema.js';
export { type ConfigurationSource, loadConfiguration } from './configuration/load-configuration.js';
export { pluginFile } from './configuration/plugin-file.js';
export { createServer } from './create-server.js';
export type { HailpointServer } from './hailpoint-server.js';
export type { AccessRule } from './http/access-rule.js';
export type { RouteDescription } from './http/route-table.js';
export { defaultLimits, type ServerLimits } from './http/server-limits.js';
export { createLogger } from './logging/create-logger.js';
export { PortInUseError } from './port-in-use-error.js';
export type { ServerOptions } from './server-options.js';
