/** For tests: stores that open fast and go when they are closed, and suites that run on every database. */
export * from './describe-stores.js';
export * from './open-test-store.js';
export * from './reset-store.js';
export * from './test-location.js';
