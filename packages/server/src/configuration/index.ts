/** The configuration file and what is read from it, without the server: commands need it that hand their work to a running one. */
export type * from './configuration.js';
export { ConfigurationError, type ConfigurationFault } from './configuration-error.js';
export { type ConfigurationListener, watchConfiguration } from './configuration-file.js';
export { fileSchema } from './file-schema.js';
export { type ConfigurationSource, loadConfiguration } from './load-configuration.js';
export { pluginFile } from './plugin-file.js';
