import { suggestName } from '../nearest-name.js';
import { PluginError } from './plugin-error.js';

/** Nothing is at the place that the configuration names. */
export class PluginNotFoundError extends PluginError {
  readonly code = 'plugin_not_found';

  constructor(pluginPackage: string, searched: string, kind: 'package' | 'path') {
    super({
      what: `The plugin "${pluginPackage}" was not found.`,
      why: kind === 'path' ? `Nothing is at ${searched}.` : `No node_modules folder from ${searched} upwards has it.`,
      fix:
        kind === 'path'
          ? 'Correct the path (a relative one starts at the folder of the configuration file), or put the plugin there.'
          : `Install it there (npm install ${pluginPackage}), or write a path that begins with "./".`,
    });
  }
}

/** The package says nothing about being a plugin. */
export class ManifestMissingError extends PluginError {
  readonly code = 'manifest_missing';

  constructor(pluginPackage: string, directory: string) {
    super({
      what: `The package "${pluginPackage}" has no plugin manifest.`,
      why: `The package.json in ${directory} has no field "hailpoint".`,
      fix: 'Add "hailpoint": { "id": "...", "kernel": "^0.1.0", "contributes": ["..."] } to it.',
    });
  }
}

/** The manifest is there and wrong. */
export class ManifestInvalidError extends PluginError {
  readonly code = 'manifest_invalid';

  constructor(file: string, why: string, fix: string, cause?: unknown) {
    super({ what: `The plugin manifest in ${file} is not valid.`, why, fix, cause });
  }
}

/** The plugin was made for another version of the kernel. */
export class KernelRangeError extends PluginError {
  readonly code = 'kernel_range';

  constructor(plugin: string, range: string, version: string) {
    super({
      what: `The plugin "${plugin}" does not fit this version of Hailpoint.`,
      why: `It works with kernel ${range}; this is kernel ${version}.`,
      fix: `Install a version of the plugin that works with kernel ${version}, or a Hailpoint that has kernel ${range}.`,
    });
  }
}

/** The manifest names a module that is not there. */
export class EntryMissingError extends PluginError {
  readonly code = 'entry_missing';

  constructor(plugin: string, entry: string) {
    super({
      what: `The code of the plugin "${plugin}" is missing.`,
      why: `Its entry ${entry} does not exist.`,
      fix: 'Build the plugin, or correct "entry" in its manifest.',
    });
  }
}

/** The entry is not JavaScript. */
export class EntryNotJavaScriptError extends PluginError {
  readonly code = 'entry_not_javascript';

  constructor(plugin: string, entry: string) {
    super({
      what: `The code of the plugin "${plugin}" cannot be loaded.`,
      why: `Its entry ${entry} is not JavaScript.`,
      fix: 'Compile the plugin (tsc, with "experimentalDecorators" and "emitDecoratorMetadata") and name the output as "entry".',
    });
  }
}

/** Two plugins of one id. */
export class DuplicatePluginError extends PluginError {
  readonly code = 'duplicate_plugin';

  constructor(plugin: string, first: string, second: string) {
    super({
      what: `The plugin id "${plugin}" is taken.`,
      why: first === second ? `"${first}" is listed twice.` : `Both "${first}" and "${second}" have it.`,
      fix: 'Remove one of the two entries; an id is used once in an installation.',
    });
  }
}

/** A point that this kernel does not have. */
export class UnknownExtensionPointError extends PluginError {
  readonly code = 'unknown_extension_point';

  constructor(plugin: string, point: string, known: readonly string[]) {
    super({
      what: `The plugin "${plugin}" contributes to "${point}".`,
      why: 'There is no such extension point.',
      fix: suggestName(point, known),
    });
  }
}
