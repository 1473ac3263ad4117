import { kernelCopy } from '../../kernel-copy.js';
import type { HostServices } from '../../plugin/define-plugin.js';
import type { PluginContainer } from '../container/plugin-container.js';
import { UnmetDependencyError } from '../container/unmet-dependency-error.js';
import {
  ConstructionError,
  ContractBrokenError,
  KernelCopyError,
  MemberMissingError,
} from '../errors/activation-errors.js';
import type { CollectedRegistration, StatedContribution } from './collect-registration.js';

export interface BuiltInstance {
  readonly stated: StatedContribution;
  readonly instance: object;
}

/**
 * Builds everything that a plugin registered and checks it against the contracts.
 * @throws ConstructionError, MemberMissingError, ContractBrokenError, KernelCopyError
 */
export function buildContributions(
  plugin: string,
  registration: CollectedRegistration,
  services: HostServices,
  container: PluginContainer,
): readonly BuiltInstance[] {
  for (const type of registration.provided) {
    try {
      container.provide(type);
    } catch (error) {
      throw constructionError(plugin, type.name, 'class', error);
    }
  }
  const instances = registration.contributions.map((stated) => ({ stated, instance: build(stated) }));
  for (const { stated, instance } of instances) checkMembers(plugin, stated, instance);
  return instances;

  function build({ name, source }: StatedContribution): object {
    let instance: unknown;
    try {
      instance = source.kind === 'class' ? container.build(source.type) : source.factory(services);
    } catch (error) {
      throw constructionError(plugin, name, source.kind, error);
    }
    if (instance instanceof Promise) {
      instance.catch(() => {});
      throw new ConstructionError(
        plugin,
        name,
        'Its factory returned a promise.',
        'Return the contribution; what takes time belongs into lifecycle.onStart().',
      );
    }
    if (typeof instance !== 'object' || instance === null) {
      throw new ConstructionError(plugin, name, 'Its factory did not return an object.', 'Return the contribution.');
    }
    return instance;
  }
}

function constructionError(plugin: string, name: string, kind: 'class' | 'factory', error: unknown): Error {
  if (error instanceof UnmetDependencyError) {
    if (error.foreignService !== null) {
      return new KernelCopyError(plugin, `the ${error.foreignService} of another copy`, `kernel ${kernelCopy.version}`);
    }
    return new ConstructionError(plugin, name, error.why, error.fix, error);
  }
  const what = kind === 'class' ? 'A constructor' : 'Its factory';
  const thrown = error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error);
  return new ConstructionError(
    plugin,
    name,
    `${what} threw ${thrown.replace(/[.]$/, '')}.`,
    'Check its configuration, or ask the author of the plugin.',
    error,
  );
}

function checkMembers(plugin: string, { name, point }: StatedContribution, instance: object): void {
  const missing = point.requires.filter((member) => {
    return (instance as Record<string, unknown>)[member] === undefined;
  });
  if (missing.length > 0) throw new MemberMissingError(plugin, name, point.id, missing);
  const fault = point.fault?.(instance) ?? null;
  if (fault !== null) throw new ContractBrokenError(plugin, name, point.id, fault);
}
