import { Container } from 'inversify';
import type { Class, HostServices } from '../../plugin/define-plugin.js';
import { Clock } from '../../services/clock.js';
import { Directory } from '../../services/directory.js';
import { HttpClient } from '../../services/http-client.js';
import { Lifecycle } from '../../services/lifecycle.js';
import { Logger } from '../../services/logger.js';
import { PublicUrls } from '../../services/public-urls.js';
import { Storage } from '../../services/storage.js';
import { UnmetDependencyError } from './unmet-dependency-error.js';

/** Every host service by its token. */
const tokens = [
  [Logger, 'logger'],
  [Clock, 'clock'],
  [HttpClient, 'http'],
  [Directory, 'directory'],
  [Storage, 'storage'],
  [PublicUrls, 'publicUrls'],
  [Lifecycle, 'lifecycle'],
] as const;

export type ConfigClass = Class<object>;

/** Builds one plugin's classes; each is one instance per plugin. Nothing of it is visible to another plugin. */
export class PluginContainer {
  readonly #container: Container;
  readonly #config: ConfigClass | null;
  readonly #built: object[] = [];

  constructor(services: HostServices, config: ConfigClass | null) {
    this.#container = new Container({ defaultScope: 'Singleton' });
    for (const [token, name] of tokens) this.#container.bind<unknown>(token).toConstantValue(services[name]);
    if (config !== null) this.#container.bind(config).toConstantValue(services.config as object);
    this.#config = config;
  }

  /** @throws UnmetDependencyError when nothing says what the class asks for */
  provide(type: Class<unknown>): void {
    this.#explained(type, () => this.#bind(type));
  }

  /**
   * @throws UnmetDependencyError when the class, or one that it needs, asks for what nobody provides
   * @throws what a constructor threw
   */
  build<T>(type: Class<T>): T {
    return this.#explained(type, () => {
      this.#bind(type);
      return this.#container.get(type);
    });
  }

  /** Everything that it has built so far. */
  get built(): readonly object[] {
    return this.#built;
  }

  dispose(): void {
    this.#container.unbindAll();
  }

  #bind(type: Class<unknown>): void {
    if (this.#container.isBound(type)) return;
    const binding = this.#container.bind(type).toSelf().inSingletonScope();
    binding.onActivation((_context, instance) => {
      this.#built.push(instance as object);
      return instance;
    });
  }

  #explained<T>(type: Class<unknown>, run: () => T): T {
    try {
      return run();
    } catch (error) {
      // Of Inversify's own errors only; what a constructor throws passes through as it is.
      if (error instanceof Error && error.constructor.name === 'InversifyCoreError') {
        throw new UnmetDependencyError(type, this.#provides(), error);
      }
      throw error;
    }
  }

  #provides(): ReadonlyMap<string, unknown> {
    const provided: [string, unknown][] = tokens.map(([token]) => [token.name, token]);
    return new Map(this.#config === null ? provided : [...provided, [this.#config.name, this.#config]]);
  }
}
