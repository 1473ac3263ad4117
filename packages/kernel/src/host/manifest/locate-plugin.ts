import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PluginNotFoundError } from '../errors/manifest-errors.js';

/** Where the files of a plugin are. */
export type PluginLocation =
  | { readonly kind: 'folder'; readonly directory: string }
  | { readonly kind: 'file'; readonly directory: string; readonly file: string };

const packageName = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** Whether a configuration names the plugin by a path. Everything that cannot be the name of a package is one. */
export function isPath(pluginPackage: string): boolean {
  return !packageName.test(pluginPackage);
}

/**
 * Finds a plugin by the name of its package, in the `node_modules` folders from the configuration file's folder upwards and then
 * of the host's own installation (which brings the shipped plugins); or by a path, relative to that folder.
 * @throws PluginNotFoundError
 */
export function locatePlugin(pluginPackage: string, baseDirectory: string): PluginLocation {
  if (isPath(pluginPackage)) return locatePath(pluginPackage, baseDirectory);
  const host = path.dirname(fileURLToPath(import.meta.url));
  for (const start of [path.resolve(baseDirectory), host]) {
    for (const folder of upwards(start)) {
      const directory = path.join(folder, 'node_modules', pluginPackage);
      if (existsSync(path.join(directory, 'package.json'))) return { kind: 'folder', directory };
    }
  }
  throw new PluginNotFoundError(pluginPackage, baseDirectory, 'package');
}

function locatePath(pluginPath: string, baseDirectory: string): PluginLocation {
  const place = pluginPath.startsWith('file:') ? fileURLToPath(pluginPath) : path.resolve(baseDirectory, pluginPath);
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) throw new PluginNotFoundError(pluginPath, place, 'path');
  if (found.isDirectory()) return { kind: 'folder', directory: place };
  return { kind: 'file', directory: path.dirname(place), file: place };
}

function* upwards(start: string): Generator<string> {
  for (let folder = start; ; folder = path.dirname(folder)) {
    yield folder;
    if (folder === path.dirname(folder)) return;
  }
}
