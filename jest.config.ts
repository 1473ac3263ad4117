/**
 * Only transpiled when jest loads it: `tsc -b` has no part in it, and to check its types takes ten times as long.
 *
 * @jest-config-loader-options {"transpileOnly": true, "compilerOptions": {"module": "CommonJS", "target": "ES2022"}}
 */
import type { Config } from 'jest';

const packages = ['kernel', 'store', 'messaging', 'server', 'carrier-simulator', 'testkit'];
const plugins = [
  'user-document-interaction',
  'recipient-phone',
  'conversation-policy',
  'quiet-hours',
  'sms-simulator',
  'sms-twilio',
  'sms-vonage',
  'virtual-agent-menu',
  'sender-by-country',
  'whatsapp-cloud',
];

/** One configuration for the whole house: tests run on the sources, so a test never sees a stale build. */
const config: Config = {
  testEnvironment: '<rootDir>/tests/test-environment.mjs',
  roots: ['<rootDir>/packages', '<rootDir>/plugins', '<rootDir>/examples', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  // The templates of `create plugin` are tested where they are made into packages: tests/end-to-end/create-plugin.test.ts.
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/packages/bench/', '/packages/cli/templates/'],
  modulePathIgnorePatterns: ['/dist/', '/packages/bench/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@hailpoint/store/testing$': '<rootDir>/packages/store/src/testing/index.ts',
    '^@hailpoint/kernel/host$': '<rootDir>/packages/kernel/src/host/index.ts',
    '^@hailpoint/server/configuration$': '<rootDir>/packages/server/src/configuration/index.ts',
    [`^@hailpoint/(${packages.join('|')})$`]: '<rootDir>/packages/$1/src/index.ts',
    [`^@hailpoint/plugin-(${plugins.join('|')})$`]: '<rootDir>/plugins/$1/src/index.ts',
    '^hailpoint$': '<rootDir>/packages/cli/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tests/tsconfig.jest.json', diagnostics: false }],
  },
  testSequencer: '<rootDir>/tests/whole-product-first.mjs',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  maxWorkers: 3,
  testTimeout: 60_000,
};

export default config;
