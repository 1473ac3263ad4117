/** What runs plugins. */
export * from './extension-points.js';
