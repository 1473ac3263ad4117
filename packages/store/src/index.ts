/** The database of Hailpoint. */
export * from './schema.js';
export * from './store.js';
