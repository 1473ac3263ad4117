import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repositoryRoot } from '../harness/repository-root.js';

/**
 * Imports run one way. What a folder may import of Hailpoint; everything else is an error that prints this list.
 * `kernel` is the front door, `kernel/host` what runs plugins.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'packages/kernel': [],
  'packages/store': [],
  'packages/carrier-simulator': [],
  'packages/workspace': [],
  'packages/messaging': ['store', 'kernel', 'kernel/host'],
  'packages/server': ['messaging', 'kernel', 'kernel/host'],
  'packages/cli': ['server', 'server/configuration', 'messaging', 'store', 'kernel', 'kernel/host'],
  'packages/testkit': ['kernel', 'kernel/host', 'carrier-simulator'],
  'plugins/sms-simulator': ['kernel', 'carrier-simulator'],
  'plugins/*': ['kernel'],
  'examples/*': ['kernel', 'testkit'],
};

/** Only this folder may know the dependency injection container; the front door hands its decorators on. */
const containerFolder = 'packages/kernel/src/host/container/';
const mayImportInversify = (file: string) =>
  file.startsWith(containerFolder) || file === 'packages/kernel/src/index.ts';

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['node_modules', 'dist', '.compiled', 'testing', '.hailpoint'].includes(entry.name)
        ? []
        : sourceFiles(path);
    }
    return /\.(ts|tsx|mts|js|mjs)$/.test(entry.name) && !/\.test\.tsx?$|\.d\.ts$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g;
  return [...text.matchAll(pattern)].map((match) => ({
    file: relative(repositoryRoot, file).replaceAll('\\', '/'),
    specifier: match[2] ?? '',
  }));
}

function folderOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

function rule(folder: string): readonly string[] {
  return allowed[folder] ?? allowed[`${folder.split('/')[0]}/*`] ?? [];
}

/** `null`: fine. */
function violation({ file, specifier }: Import): string | null {
  const folder = folderOf(file);
  const relativeTarget = specifier.startsWith('.') ? join(file, '..', specifier).replaceAll('\\', '/') : null;
  if (relativeTarget !== null) {
    return relativeTarget.startsWith(`${folder}/`) ? null : `${file} reaches out of its package to ${specifier}`;
  }
  if (specifier === 'inversify' || specifier.startsWith('@inversifyjs/')) {
    return mayImportInversify(file) ? null : `${file} imports ${specifier}; only ${containerFolder} may`;
  }
  const own = /^@hailpoint\/(.+)$/.exec(specifier)?.[1] ?? (specifier === 'hailpoint' ? 'cli' : null);
  if (own === null || rule(folder).includes(own)) return null;
  return `${file} imports ${specifier}; ${folder} may import: ${rule(folder).join(', ') || 'nothing of Hailpoint'}`;
}

const files = ['packages', 'plugins', 'examples']
  .flatMap((folder) => sourceFiles(join(repositoryRoot, folder)))
  .filter((file) => !file.includes('packages/bench/'));

describe('imports run one way', () => {
  test('the reader sees the sources it is meant to guard', () => {
    const folders = new Set(files.map((file) => folderOf(relative(repositoryRoot, file))));
    for (const folder of Object.keys(allowed).filter((name) => !name.endsWith('*'))) expect(folders).toContain(folder);
  });

  test('no source file imports what its layer may not', () => {
    expect(
      files
        .flatMap(importsOf)
        .map(violation)
        .filter((line) => line !== null),
    ).toEqual([]);
  });

  test.each([
    ['plugins/sms-twilio/src/x.ts', '@hailpoint/messaging'],
    ['plugins/sms-twilio/src/x.ts', 'inversify'],
    ['plugins/sms-twilio/src/x.ts', '@hailpoint/plugin-sms-simulator'],
    ['plugins/sms-twilio/src/x.ts', '../../sms-simulator/src/x.js'],
    ['plugins/sms-vonage/src/x.ts', '@hailpoint/plugin-sms-twilio'],
    ['plugins/sms-vonage/src/x.ts', '@hailpoint/testkit'],
    ['plugins/sender-by-country/src/x.ts', '@hailpoint/kernel/host'],
    ['packages/server/src/x.ts', '@hailpoint/store'],
    ['packages/kernel/src/x.ts', '@hailpoint/messaging'],
    ['packages/workspace/src/x.ts', '@hailpoint/kernel'],
  ])('%s importing %s is caught', (file, specifier) => {
    expect(violation({ file, specifier })).not.toBeNull();
  });
});
