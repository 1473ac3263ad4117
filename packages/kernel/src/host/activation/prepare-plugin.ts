import type { ExtensionPoint } from '../../contracts/extension-point.js';
import type { Class, HostServices, PluginDefinition } from '../../plugin/define-plugin.js';
import type { Environment } from '../configuration/expand-environment.js';
import { readConfiguration } from '../configuration/read-configuration.js';
import { PluginContainer } from '../container/plugin-container.js';
import type { BuiltContribution } from '../create-extension-points.js';
import { StartFailedError } from '../errors/activation-errors.js';
import type { PluginLifecycle } from '../lifecycle/plugin-lifecycle.js';
import { DeadlineError } from '../lifecycle/with-deadline.js';
import type { PluginManifest } from '../manifest/plugin-manifest.js';
import type { PluginSpec } from '../plugin-spec.js';
import type { CommonServices } from '../services/own-services.js';
import { buildContributions } from './build-contributions.js';
import { collectRegistration } from './collect-registration.js';
import { placeContributions } from './place-contributions.js';

/** A plugin that has been built and started, and that nobody sees yet. */
export interface PreparedPlugin {
  readonly id: string;
  readonly contributions: readonly BuiltContribution[];
  readonly container: PluginContainer;
  readonly lifecycle: PluginLifecycle;
  /** Objects that were made for this instance alone. */
  readonly own: readonly object[];
}

export interface Preparation {
  readonly spec: PluginSpec;
  readonly definition: PluginDefinition;
  readonly manifest: PluginManifest | null;
  readonly environment: Environment;
  readonly knownPoints: readonly ExtensionPoint[];
  readonly lifecycle: PluginLifecycle;
  /** What this instance is given besides its configuration and its lifecycle, in objects of its own. */
  readonly services: CommonServices;
  /** Told as soon as they are known, so that no message can hold them. */
  readonly onSecrets: (secrets: readonly string[]) => void;
  /** Told when a failed start was undone: what failed meanwhile, and what had been made for it. */
  readonly onUndone: (errors: readonly unknown[], own: readonly object[]) => void;
}

/**
 * Configuration, registration, construction, start hooks: in this order, each only when all before it succeeded. A throw at any
 * step undoes what was done.
 * @throws PluginError
 */
export async function preparePlugin(preparation: Preparation): Promise<PreparedPlugin> {
  const { spec, definition, manifest, environment, knownPoints, lifecycle } = preparation;
  const { id } = definition;
  const source = { plugin: id, raw: spec.config, environment };
  const { value: config, secrets } = await readConfiguration<unknown>(source, definition.config);
  preparation.onSecrets(secrets);
  const registration = collectRegistration(definition, manifest?.contributes ?? null, knownPoints);
  const configClass = typeof definition.config === 'function' ? (definition.config as Class<object>) : null;
  const services: HostServices = Object.freeze({ ...preparation.services, config, lifecycle });
  const container = new PluginContainer(services, configClass);
  const own = () => [services, ...Object.values(services), ...container.built].filter(isObject);
  try {
    const built = buildContributions(id, registration, services, container);
    const contributions = placeContributions(
      id,
      spec,
      built.map(({ stated: { point, name }, instance }) => ({ point, name, instance })),
    );
    await start(id, lifecycle);
    return { id, contributions, container, lifecycle, own: own() };
  } catch (error) {
    const errors = await lifecycle.undo();
    preparation.onUndone(errors, own());
    container.dispose();
    throw error;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

async function start(plugin: string, lifecycle: PluginLifecycle): Promise<void> {
  try {
    await lifecycle.start();
  } catch (error) {
    if (error instanceof DeadlineError) {
      throw new StartFailedError(plugin, `A start hook did not end within ${error.deadlineMs / 1_000} seconds.`, error);
    }
    const thrown = error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error);
    throw new StartFailedError(plugin, `A start hook threw ${thrown.replace(/[.]$/, '')}.`, error);
  }
}
