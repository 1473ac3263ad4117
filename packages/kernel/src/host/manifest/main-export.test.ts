import { describe, expect, test } from '@jest/globals';
import { mainExport } from './main-export.js';

describe('the main export of a package', () => {
  test.each([
    [{ exports: './a.js' }, './a.js'],
    [{ exports: { '.': { types: './a.d.ts', default: './a.js' } } }, './a.js'],
    [
      { exports: { '.': { require: './a.cjs', import: { types: './a.d.ts', node: './n.js' }, default: './a.js' } } },
      './n.js',
    ],
    [{ exports: { import: './a.js' } }, './a.js'],
    [{ exports: { './other': './o.js' }, main: 'm.js' }, 'm.js'],
    [{ exports: ['./a.js', './b.js'] }, './a.js'],
    [{ main: 'm.js' }, 'm.js'],
    [{}, 'index.js'],
  ])('%j', (packageJson, expected) => {
    expect(mainExport(packageJson)).toBe(expected);
  });
});
