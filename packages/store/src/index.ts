/** The database of Hailpoint. */
export * from './errors/index.js';
export type { MigrationStatus } from './migrations/migration-status.js';
export * from './new-id.js';
export * from './open-store.js';
export * from './schema.js';
export * from './store.js';
export type * from './store-options.js';
