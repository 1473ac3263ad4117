import { kernelCopy } from '@hailpoint/kernel/host';
import type { PluginNames } from './plugin-names.js';

export interface CreatedPackage {
  readonly names: PluginNames;
  /** Extension point. */
  readonly point: string;
  /** Path from the package to a checkout of Hailpoint, whose packages it is built with; `null`: with those of the registry. */
  readonly link: string | null;
}

/** What a created plugin is built and tested with, besides Hailpoint; a test compares it with this repository's own. */
export const toolRanges: Readonly<Record<string, string>> = {
  '@types/node': '^20.19.0',
  jest: '^30.5.2',
  typescript: '~7.0.2',
};

/** All packages of Hailpoint have one version. */
const range = `^${kernelCopy.version}`;

const runJest = 'node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js';

/** The `package.json` of a created plugin. */
export function createdPackageJson({ names, point, link }: CreatedPackage): object {
  const from = (folder: string) => (link === null ? range : `file:${link}/packages/${folder}`);
  return {
    name: names.package,
    version: '0.1.0',
    description: `${names.package}: a Hailpoint plugin for the extension point ${point}. Say here what it does.`,
    type: 'module',
    engines: { node: '>=20.19' },
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist', '!dist/**/*.test.*', 'conformance.json'],
    scripts: {
      build: 'tsc && hailpoint-config-schema .',
      test: `npm run build && ${runJest}`,
      preconformance: 'npm run build',
      conformance: runJest,
      prepack: 'npm run build',
    },
    // The host brings its own copy of the kernel; the other one is for the types and the tests.
    peerDependencies: { '@hailpoint/kernel': range },
    devDependencies: {
      '@hailpoint/kernel': from('kernel'),
      '@hailpoint/testkit': from('testkit'),
      ...toolRanges,
    },
    hailpoint: {
      id: names.id,
      kernel: range,
      contributes: [point],
      configSchema: 'dist/config.schema.json',
      conformance: 'conformance.json',
    },
  };
}
