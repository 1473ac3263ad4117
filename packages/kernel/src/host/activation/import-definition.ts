import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { kernelCopy } from '../../kernel-copy.js';
import { type PluginDefinition, pluginBrand } from '../../plugin/define-plugin.js';
import { IdMismatchError, ImportFailedError, KernelCopyError, NotAPluginError } from '../errors/activation-errors.js';
import { EntryMissingError, EntryNotJavaScriptError } from '../errors/manifest-errors.js';
import { pluginIdPattern } from '../manifest/plugin-manifest.js';

/** Loads a module by its URL. */
export type ImportModule = (url: string) => Promise<unknown>;

/**
 * Loads the code of a plugin and looks at its default export.
 * @param plugin for errors: its id, or what the configuration calls it
 * @throws EntryMissingError, EntryNotJavaScriptError, ImportFailedError, and what {@link checkDefinition} throws
 */
export async function importDefinition(
  plugin: string,
  manifestId: string | null,
  entry: string,
  importModule: ImportModule,
): Promise<PluginDefinition> {
  if (!existsSync(entry)) throw new EntryMissingError(plugin, entry);
  if (!['.js', '.mjs', '.cjs'].includes(path.extname(entry))) throw new EntryNotJavaScriptError(plugin, entry);
  let module: unknown;
  try {
    module = await importModule(pathToFileURL(entry).href);
  } catch (error) {
    throw new ImportFailedError(plugin, `Importing it threw ${describe(error)}.`, error);
  }
  return checkDefinition(plugin, manifestId, (module as { default?: unknown } | null)?.default);
}

/** @throws NotAPluginError, KernelCopyError, IdMismatchError */
export function checkDefinition(plugin: string, manifestId: string | null, value: unknown): PluginDefinition {
  if (value === undefined) throw new NotAPluginError(plugin, 'Its module has no default export.');
  const definition = value as Partial<PluginDefinition> & { readonly [pluginBrand]?: unknown };
  if (typeof value !== 'object' || value === null || definition[pluginBrand] === undefined) {
    throw new NotAPluginError(plugin, 'Its default export was not made by definePlugin().');
  }
  const copy = definition[pluginBrand];
  if (copy !== kernelCopy) throw new KernelCopyError(plugin, nameCopy(copy), nameCopy(kernelCopy));
  if (typeof definition.id !== 'string' || !pluginIdPattern.test(definition.id)) {
    throw new NotAPluginError(plugin, 'Its id is missing, or has more than lower-case letters, digits and dashes.');
  }
  if (typeof definition.register !== 'function') throw new NotAPluginError(plugin, 'It has no function "register".');
  if (manifestId !== null && definition.id !== manifestId) throw new IdMismatchError(manifestId, definition.id);
  return value as PluginDefinition;
}

function nameCopy(copy: unknown): string {
  const { version, url } = (copy ?? {}) as { version?: unknown; url?: unknown };
  return typeof version === 'string' && typeof url === 'string'
    ? `kernel ${version} from ${url}`
    : 'a kernel of unknown version';
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.constructor.name}: ${error.message.replace(/[.]$/, '')}` : String(error);
}
