import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { importDefinition } from '../activation/import-definition.js';
import { ManifestInvalidError } from '../errors/manifest-errors.js';
import type { PluginLocation } from '../manifest/locate-plugin.js';
import { readManifest } from '../manifest/read-manifest.js';
import { mapKernel } from '../resolve/map-kernel.js';
import { schemaOfStatement } from './schema-of-statement.js';

/**
 * Writes the configuration schema of built plugins to where their manifests say. For the build: it runs the plugins' modules.
 * @param directories of plugins
 * @returns the exit code: 0, or 1 when a plugin failed; what and why is on stderr
 */
export async function writeConfigSchemas(directories: readonly string[]): Promise<number> {
  let exitCode = 0;
  for (const directory of directories) {
    try {
      await writeOne(path.resolve(directory));
    } catch (error) {
      exitCode = 1;
      console.error(`${directory}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return exitCode;
}

async function writeOne(directory: string): Promise<void> {
  const location: PluginLocation = { kind: 'folder', directory };
  const manifest = readManifest(directory, location);
  const definition = await importDefinition(manifest.id ?? directory, manifest.id, manifest.entry, (url) => {
    mapKernel(url);
    return import(url);
  });
  if (definition.config === undefined && manifest.configSchema === null) return;
  if (manifest.configSchema === null) {
    throw new ManifestInvalidError(
      path.join(directory, 'package.json'),
      'The plugin takes a configuration and "hailpoint.configSchema" does not say where its schema is.',
      'Write "configSchema": "dist/config.schema.json".',
    );
  }
  mkdirSync(path.dirname(manifest.configSchema), { recursive: true });
  writeFileSync(manifest.configSchema, `${JSON.stringify(schemaOfStatement(definition.config), null, 2)}\n`);
}
