import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Source {
  /** Below the directory, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** What is shipped of a directory: its TypeScript, without tests and what only they use. Default: of this package. */
export function sourcesOf(
  directory: string = fileURLToPath(new URL('../../src/', import.meta.url)),
): readonly Source[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter(
      (path) =>
        path.endsWith('.ts') &&
        !path.endsWith('.test.ts') &&
        !/(^|\/)(testing|node_modules|dist|\.compiled)\//.test(path),
    )
    .map((path) => ({ path, text: readFileSync(join(directory, path), 'utf8') }));
}
