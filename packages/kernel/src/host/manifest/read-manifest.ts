import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import semver from 'semver';
import { ManifestInvalidError, ManifestMissingError } from '../errors/manifest-errors.js';
import { suggestName } from '../nearest-name.js';
import type { PluginLocation } from './locate-plugin.js';
import { mainExport } from './main-export.js';
import { type PluginManifest, pluginIdPattern } from './plugin-manifest.js';

type Fields = Record<string, unknown>;

const knownFields = ['id', 'entry', 'kernel', 'contributes', 'configSchema', 'conformance'];

/**
 * Reads the field `hailpoint` of a plugin's `package.json`.
 * @throws ManifestMissingError, ManifestInvalidError
 */
export function readManifest(pluginPackage: string, location: PluginLocation): PluginManifest {
  const file = path.join(location.directory, 'package.json');
  const exists = existsSync(file);
  const packageJson = exists ? parse(file) : {};
  const hailpoint = packageJson['hailpoint'];
  if (hailpoint === undefined) {
    if (location.kind === 'file') return loneFile(location.file);
    throw new ManifestMissingError(pluginPackage, location.directory);
  }
  const invalid = (why: string, fix: string) => new ManifestInvalidError(file, why, fix);
  if (!isFields(hailpoint)) throw invalid('"hailpoint" is not an object.', 'Write { "id", "kernel", "contributes" }.');
  for (const key of Object.keys(hailpoint)) {
    if (!knownFields.includes(key)) throw invalid(`"hailpoint.${key}" is not known.`, suggestName(key, knownFields));
  }

  const { id, kernel, contributes, configSchema, conformance, entry } = hailpoint;
  if (typeof id !== 'string' || !pluginIdPattern.test(id)) {
    throw invalid(
      '"hailpoint.id" is missing or not an id.',
      'Write lower-case letters, digits and dashes, such as "crm-people".',
    );
  }
  if (typeof kernel !== 'string' || semver.validRange(kernel) === null) {
    throw invalid(
      '"hailpoint.kernel" is missing or not a range of versions.',
      'Write the kernel it was built for, such as "^0.1.0".',
    );
  }
  if (!isTexts(contributes)) {
    throw invalid(
      '"hailpoint.contributes" is not a list of extension point ids.',
      'Write a list such as ["user-document-resolver"].',
    );
  }
  for (const [name, value] of Object.entries({ configSchema, conformance, entry })) {
    if (value !== undefined && typeof value !== 'string')
      throw invalid(`"hailpoint.${name}" is not a path.`, 'Write a path inside the package.');
  }
  const inPackage = (relative: string) => path.resolve(location.directory, relative);
  const ownEntry = typeof entry === 'string' ? entry : mainExport(packageJson);
  return {
    id,
    version: text(packageJson['version']),
    description: text(packageJson['description']),
    entry: location.kind === 'file' ? location.file : inPackage(ownEntry),
    kernel,
    contributes,
    configSchema: typeof configSchema === 'string' ? inPackage(configSchema) : null,
    conformance: typeof conformance === 'string' ? inPackage(conformance) : null,
  };
}

function loneFile(entry: string): PluginManifest {
  const unknown = { id: null, version: null, description: null, kernel: null, contributes: null };
  return { ...unknown, entry, configSchema: null, conformance: null };
}

function parse(file: string): Fields {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isFields(content)) return content;
  } catch (error) {
    const why = error instanceof SyntaxError ? 'It is not JSON.' : 'It cannot be read.';
    throw new ManifestInvalidError(file, why, 'Correct the file.', error);
  }
  throw new ManifestInvalidError(file, 'It is not an object.', 'Correct the file.');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
