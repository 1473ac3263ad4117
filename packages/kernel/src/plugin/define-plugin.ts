import type { ExtensionPoint } from '../contracts/extension-point.js';
import { kernelCopy } from '../kernel-copy.js';
import type { Clock } from '../services/clock.js';
import type { Directory } from '../services/directory.js';
import type { HttpClient } from '../services/http-client.js';
import type { Lifecycle } from '../services/lifecycle.js';
import type { Logger } from '../services/logger.js';
import type { PublicUrls } from '../services/public-urls.js';
import type { Storage } from '../services/storage.js';

// biome-ignore lint/suspicious/noExplicitAny: a constructor of any arguments; the container fills them
export type Class<T> = new (...args: any[]) => T;

/** What a factory receives; classes ask for the same things in their constructors. */
export interface HostServices<Config = unknown> {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly http: HttpClient;
  readonly directory: Directory;
  readonly storage: Storage;
  readonly publicUrls: PublicUrls;
  readonly lifecycle: Lifecycle;
}

export type Factory<C, Config> = (services: HostServices<Config>) => C;

export interface ContributionOptions {
  /** Unique among the plugin's contributions to this point. Default: the class's name, else `default`. */
  readonly name?: string;
}

export interface Registration<Config> {
  /** Adds a contribution: an `@injectable()` class that the plugin's own container builds, or a factory. */
  contribute<C extends object>(
    point: ExtensionPoint<C>,
    contribution: Class<C> | Factory<C, Config>,
    options?: ContributionOptions,
  ): void;
  /** Lets the plugin's other classes ask for this one in their constructors; one instance per plugin. */
  provide<T>(type: Class<T>): void;
}

/** JSON Schema, for plugins without decorators. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface PluginDefinition<Config = unknown> {
  /** Lower case, digits and dashes; unique in an installation. */
  readonly id: string;
  /** A class with class-validator decorators, or a JSON Schema. Absent: the plugin takes no configuration. */
  readonly config?: Class<Config & object> | JsonSchema;
  register(registration: Registration<Config>): void;
}

/** Brand across copies of this package; its value says which copy. */
export const pluginBrand = Symbol.for('hailpoint:plugin@1');

/** The default export of a plugin's entry module. */
export function definePlugin<Config = unknown>(definition: PluginDefinition<Config>): PluginDefinition<Config> {
  return Object.freeze(Object.assign({ ...definition }, { [pluginBrand]: kernelCopy }));
}
