import { createRequire } from 'node:module';

/** The very `pg` and PGlite that the store uses, so that both sides of a comparison have the same driver. */
const require = createRequire(new URL('../../../store/package.json', import.meta.url));

/** @type {any} */
export const pg = require('pg');
/** @type {{ prepareValue(value: unknown): unknown }} */
export const { prepareValue } = require('pg/lib/utils');
/** @type {any} */
export const { PGlite } = require('@electric-sql/pglite');
/** @type {any} */
export const { createPgConfig } = require('@electric-sql/pglite/node-postgres');
