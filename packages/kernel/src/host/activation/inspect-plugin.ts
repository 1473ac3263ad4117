import { existsSync, readFileSync } from 'node:fs';
import semver from 'semver';
import type { ExtensionPoint } from '../../contracts/extension-point.js';
import type { JsonSchema } from '../../plugin/define-plugin.js';
import type { Environment } from '../configuration/expand-environment.js';
import { readBySchema } from '../configuration/read-configuration.js';
import { UnexpectedPluginError } from '../errors/activation-errors.js';
import { ConfigSchemaError } from '../errors/configuration-errors.js';
import { KernelRangeError, UnknownExtensionPointError } from '../errors/manifest-errors.js';
import { PluginError } from '../errors/plugin-error.js';
import { locatePlugin } from '../manifest/locate-plugin.js';
import type { PluginManifest } from '../manifest/plugin-manifest.js';
import { type ConformanceSummary, readConformance } from '../manifest/read-conformance.js';
import { readManifest } from '../manifest/read-manifest.js';
import type { PluginSpec } from '../plugin-spec.js';

/** What can be known of a plugin without running any of its code. */
export interface Inspection {
  readonly manifest: PluginManifest | null;
  /** `null`: its package ships no report. */
  readonly conformance: ConformanceSummary | null;
  readonly problem: PluginError | null;
}

export interface InspectionFacts {
  readonly baseDirectory: string;
  readonly kernelVersion: string;
  readonly environment: Environment;
  readonly knownPoints: readonly ExtensionPoint[];
}

/** Finds the plugin, reads its manifest, and checks kernel range, extension points and, by its schema, the configuration. */
export function inspectPlugin(spec: PluginSpec, facts: InspectionFacts): Inspection {
  let manifest: PluginManifest | null = null;
  let conformance: ConformanceSummary | null = null;
  try {
    if (spec.definition !== undefined) return { manifest, conformance, problem: null };
    manifest = readManifest(spec.package, locatePlugin(spec.package, facts.baseDirectory));
    conformance = readConformance(manifest.conformance);
    checkManifest(spec, manifest, facts);
    return { manifest, conformance, problem: null };
  } catch (error) {
    const problem = error instanceof PluginError ? error : new UnexpectedPluginError(spec.package, error);
    return { manifest, conformance, problem };
  }
}

function checkManifest(spec: PluginSpec, manifest: PluginManifest, facts: InspectionFacts): void {
  const plugin = manifest.id ?? spec.package;
  if (
    manifest.kernel !== null &&
    !semver.satisfies(facts.kernelVersion, manifest.kernel, { includePrerelease: true })
  ) {
    throw new KernelRangeError(plugin, manifest.kernel, facts.kernelVersion);
  }
  const known = facts.knownPoints.map(({ id }) => id);
  for (const point of manifest.contributes ?? []) {
    if (!known.includes(point)) throw new UnknownExtensionPointError(plugin, point, known);
  }
  const schema = readSchema(plugin, manifest.configSchema);
  if (schema !== null) readBySchema({ plugin, raw: spec.config, environment: facts.environment }, schema);
}

/** `null` when the plugin names none, or its build has not written it: then only its code can judge. */
function readSchema(plugin: string, file: string | null): JsonSchema | null {
  if (file === null || !existsSync(file)) return null;
  let schema: unknown;
  try {
    schema = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigSchemaError(plugin, error);
  }
  if (typeof schema === 'object' && schema !== null && !Array.isArray(schema)) return schema as JsonSchema;
  throw new ConfigSchemaError(plugin, new Error(`${file} does not hold an object`));
}
