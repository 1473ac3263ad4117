import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { repositoryRoot } from '../harness/repository-root.js';
import { runNode } from '../harness/run-process.js';

const runner = join(repositoryRoot, 'tests/runner');

const globals = `import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';\n`;

/** In the order in which one worker runs them. */
const files: Readonly<Record<string, string>> = {
  'a-fails': `
    beforeEach(() => { globalThis.begun = (globalThis.begun ?? 0) + 1; });
    test('holds', () => expect(1).toBe(1));
    test('does not hold', () => expect({ a: 1 }).toEqual({ a: 2 }));
    test('never ends', () => new Promise(() => {}), 20);
    test('rejects, unheard', async () => { void Promise.reject(new Error('unheard')); await new Promise(setImmediate); });
    test('throws later', async () => { setImmediate(() => { throw new Error('later'); }); await new Promise((go) => setTimeout(go, 5)); });
    test.skip('is skipped', () => {});
    describe('cleaned up', () => {
      afterAll(() => { throw new Error('not cleaned up'); });
      test('holds', () => {});
    });`,
  'b-cannot-be-loaded': `throw new Error('cannot be loaded');`,
  'c-is-not-built': '',
  'd-holds': `
    test('begins anew: no hook, test or failure of another file is left', () => expect(globalThis.begun).toBe(6));
    test('has the modules that the others had', async () => expect((await import('./shared.js')).loads()).toBe(1));`,
  'e-leaves-behind': `
    globalThis.gate = new Promise((open) => { globalThis.open = open; });
    beforeAll(() => { void globalThis.gate.then(() => { throw new Error('rejected after its hook'); }); });
    test('holds', () => {
      void globalThis.gate.then(() => { throw new Error('rejected after its test'); });
      void globalThis.gate.then(() => setImmediate(() => { throw new Error('thrown after its test'); }));
    });`,
  'f-runs-then': `
    test('holds', async () => { globalThis.open(); for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate); });`,
  'g-holds': `
    import { loads } from './shared.js';
    test('has the modules that the others had', () => expect(loads()).toBe(1));`,
};

interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

describe('how this repository runs its tests', () => {
  let folder = '';
  let report: Report;
  let exitCode: number | string = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hailpoint-test-runner-'));
    const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
    for (const name of ['src', 'dist']) mkdirSync(join(folder, name));
    write('package.json', JSON.stringify({ type: 'module' }));
    write('tsconfig.json', JSON.stringify({ compilerOptions: { rootDir: 'src', outDir: 'dist' } }));
    write(
      'dist/shared.js',
      'globalThis.loads = (globalThis.loads ?? 0) + 1;\nexport const loads = () => globalThis.loads;\n',
    );
    for (const [name, text] of Object.entries(files)) {
      write(`src/${name}.test.ts`, '');
      if (text) write(`dist/${name}.test.js`, globals + text);
    }
    const config = {
      rootDir: folder,
      runtime: join(runner, 'bare-runtime.cjs'),
      testEnvironment: join(runner, 'bare-environment.cjs'),
      testMatch: ['**/*.test.ts'],
      transform: {},
    };
    const jest = runNode(join(repositoryRoot, 'node_modules/jest/bin/jest.js'), [
      '--runInBand',
      '--json',
      `--outputFile=${join(folder, 'report.json')}`,
      `--config=${JSON.stringify(config)}`,
      `--testSequencer=${join(runner, 'testing/by-name.cjs')}`,
    ]);
    exitCode = await jest.ended;
    report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const of = (name: string) => report.testResults.find((file) => file.name.endsWith(`/${name}.test.ts`));
  const outcomes = (name: string) => of(name)?.assertionResults.map(({ title, status }) => [title, status]);

  test('what does not hold, does not end, rejects or throws fails', () => {
    expect(outcomes('a-fails')).toEqual([
      ['holds', 'passed'],
      ['does not hold', 'failed'],
      ['never ends', 'failed'],
      ['rejects, unheard', 'failed'],
      ['throws later', 'failed'],
      ['is skipped', 'pending'],
      ['holds', 'passed'],
    ]);
    expect(of('a-fails')?.message).toContain('not cleaned up');
    expect(report.success).toBe(false);
    expect(exitCode).toBe(1);
  });

  test('a file that cannot be loaded fails, with the reason', () => {
    expect(of('b-cannot-be-loaded')?.message).toContain('cannot be loaded');
    expect(of('c-is-not-built')?.message).toMatch(/c-is-not-built\.test\.ts is not built: .* is missing/);
  });

  test('what a file left running fails the file that runs when it throws or rejects', () => {
    expect(of('f-runs-then')?.status).toBe('failed');
    for (const left of ['rejected after its hook', 'rejected after its test', 'thrown after its test']) {
      expect(of('f-runs-then')?.message).toContain(left);
    }
  });

  test('a file begins anew, with the modules that its worker has loaded', () => {
    expect(outcomes('d-holds')).toEqual([
      ['begins anew: no hook, test or failure of another file is left', 'passed'],
      ['has the modules that the others had', 'passed'],
    ]);
    expect(outcomes('g-holds')).toEqual([['has the modules that the others had', 'passed']]);
    expect([of('d-holds'), of('e-leaves-behind'), of('g-holds')].map((file) => file?.status)).toEqual(
      Array(3).fill('passed'),
    );
  });
});
