import type { ExtensionPoint } from '../../contracts/extension-point.js';
import type {
  Class,
  ContributionOptions,
  Factory,
  PluginDefinition,
  Registration,
} from '../../plugin/define-plugin.js';
import { ContractVersionError, RegistrationError } from '../errors/activation-errors.js';
import { UnknownExtensionPointError } from '../errors/manifest-errors.js';
import { PluginError } from '../errors/plugin-error.js';

/** A contribution as the plugin stated it; nothing is built yet. */
export interface StatedContribution {
  readonly point: ExtensionPoint;
  readonly name: string;
  readonly source:
    | { readonly kind: 'class'; readonly type: Class<object> }
    | { readonly kind: 'factory'; readonly factory: Factory<object, unknown> };
}

export interface CollectedRegistration {
  readonly contributions: readonly StatedContribution[];
  readonly provided: readonly Class<unknown>[];
}

const contributionName = /^[A-Za-z_$][\w$-]*$/;

/** A class keeps its `prototype` for itself; functions do not. */
function isClass(value: unknown): value is Class<object> {
  return typeof value === 'function' && Object.getOwnPropertyDescriptor(value, 'prototype')?.writable === false;
}

/**
 * Calls `register` and collects what it states.
 * @param declared ids of the manifest; `null` when there is no manifest
 * @throws RegistrationError, UnknownExtensionPointError, ContractVersionError
 */
export function collectRegistration(
  definition: PluginDefinition,
  declared: readonly string[] | null,
  known: readonly ExtensionPoint[],
): CollectedRegistration {
  const plugin = definition.id;
  const contributions: StatedContribution[] = [];
  const provided: Class<unknown>[] = [];
  let open = true;

  function invalid(why: string, fix: string): RegistrationError {
    return new RegistrationError(plugin, why, fix);
  }

  function knownPoint(point: ExtensionPoint | undefined): ExtensionPoint {
    if (typeof point?.key !== 'symbol') {
      throw invalid(
        'The first argument of contribute() is not an extension point.',
        'Pass one that "@hailpoint/kernel" exports.',
      );
    }
    // By key, not by object: the same point from another copy of the kernel is the same point.
    const same = known.find(({ key }) => key === point.key);
    if (same !== undefined) return same;
    const otherVersion = known.find(({ id }) => id === point.id);
    if (otherVersion !== undefined)
      throw new ContractVersionError(plugin, point.id, point.version, otherVersion.version);
    throw new UnknownExtensionPointError(
      plugin,
      point.id,
      known.map(({ id }) => id),
    );
  }

  const registration: Registration<unknown> = {
    contribute<C extends object>(
      stated: ExtensionPoint<C>,
      contribution: Class<C> | Factory<C, unknown>,
      options?: ContributionOptions,
    ): void {
      if (!open)
        throw invalid('contribute() was called after register() had returned.', 'Register everything at once.');
      const point = knownPoint(stated as unknown as ExtensionPoint);
      if (typeof contribution !== 'function') {
        throw invalid(
          `What it contributes to "${point.id}" is not a class or a factory.`,
          'Pass a class, or a function that returns the contribution.',
        );
      }
      const name = options?.name ?? (isClass(contribution) ? contribution.name : 'default');
      if (!contributionName.test(name)) {
        throw invalid(
          `A contribution to "${point.id}" has the name "${name}".`,
          'Use letters, digits, dashes and underscores.',
        );
      }
      if (declared !== null && !declared.includes(point.id)) {
        throw invalid(
          `It contributes to "${point.id}", which its manifest does not name.`,
          `Add "${point.id}" to "hailpoint.contributes" in its package.json.`,
        );
      }
      if (contributions.some((other) => other.point.key === point.key && other.name === name)) {
        throw invalid(
          `It contributes "${name}" to "${point.id}" twice.`,
          'Give each a name of its own: contribute(point, contribution, { name }).',
        );
      }
      const source = isClass(contribution)
        ? ({ kind: 'class', type: contribution } as const)
        : ({ kind: 'factory', factory: contribution as Factory<object, unknown> } as const);
      contributions.push({ point, name, source });
    },
    provide(type) {
      if (!open) throw invalid('provide() was called after register() had returned.', 'Register everything at once.');
      if (!isClass(type)) throw invalid('What it passed to provide() is not a class.', 'Pass a class.');
      provided.push(type);
    },
  };

  try {
    const result: unknown = definition.register(registration);
    if (result instanceof Promise) {
      result.catch(() => {});
      throw invalid(
        'register() is asynchronous.',
        'Make it synchronous; what takes time belongs into lifecycle.onStart().',
      );
    }
  } catch (error) {
    if (error instanceof PluginError) throw error;
    const thrown = error instanceof Error ? error.message : String(error);
    throw new RegistrationError(
      plugin,
      `register() threw: ${thrown}.`,
      'Mend it, or ask the author of the plugin.',
      error,
    );
  } finally {
    open = false;
  }
  return { contributions, provided };
}
