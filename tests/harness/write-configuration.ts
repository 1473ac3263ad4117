import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './repository-root.js';

/** An entry under `plugins`, for a plugin of this repository. */
export function shipped(plugin: string, entry: Record<string, unknown> = {}): Record<string, unknown> {
  return { package: join(repositoryRoot, 'plugins', plugin), ...entry };
}

/** What a working installation needs besides a channel. */
export const essentials = [
  shipped('user-document-interaction'),
  shipped('recipient-phone'),
  shipped('conversation-policy'),
];

/** Writes a configuration file (JSON is YAML) and answers its path. */
export function writeConfiguration(folder: string, configuration: Record<string, unknown>): string {
  const path = join(folder, 'hailpoint.yaml');
  writeFileSync(path, JSON.stringify(configuration, null, 2));
  return path;
}
