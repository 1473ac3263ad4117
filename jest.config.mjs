/**
 * One configuration for the whole house: a test is named by its source and runs as it is built, which is done first, so it never sees a stale build.
 *
 * @type {import('jest').Config}
 */
const config = {
  globalSetup: '<rootDir>/tests/runner/build-first.mjs',
  runtime: '<rootDir>/tests/runner/bare-runtime.cjs',
  testEnvironment: '<rootDir>/tests/runner/bare-environment.cjs',
  roots: ['<rootDir>/packages', '<rootDir>/plugins', '<rootDir>/examples', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  // The templates of `create plugin` are tested where they are made into packages: tests/end-to-end/create-plugin.test.ts.
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/packages/bench/', '/packages/cli/templates/'],
  modulePathIgnorePatterns: ['/dist/', '/packages/bench/'],
  transform: {},
  testSequencer: '<rootDir>/tests/runner/whole-product-first.mjs',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  // Tests wait for processes, pages and databases about as much as they compute: four keep two cores busy, and more gain nothing.
  maxWorkers: 4,
  testTimeout: 60_000,
};

export default config;
