import { once } from 'node:events';
import { freshIdsNeeded, valuesOf } from './send-script.mjs';
import { createPgConfig, PGlite, pg } from './store-packages.mjs';

/**
 * Connections without the store around them.
 * @param {import('../../../store/dist/index.js').StoreOptions} location
 * @param {number} size Of the pool; the embedded database has one connection.
 */
export async function barePool(location, size) {
  if (location.kind === 'postgresql')
    return closedBeforeItEnds(new pg.Pool({ connectionString: location.url, max: size }));
  const database = await PGlite.create(`${location.directory}/postgres`);
  const pool = new pg.Pool({ ...createPgConfig(database), max: 1, idleTimeoutMillis: 0 });
  return {
    connect: () => pool.connect(),
    query: (/** @type {string} */ text, /** @type {any[]} */ values) => pool.query(text, values),
    async end() {
      await pool.end();
      await database.close();
    },
  };
}

/** The pool's own end does not wait until its connections are closed, and then their database could not be dropped. */
function closedBeforeItEnds(/** @type {any} */ pool) {
  let open = 0;
  pool.on('connect', () => {
    open += 1;
  });
  pool.on('remove', () => {
    open -= 1;
  });
  return {
    connect: () => pool.connect(),
    query: (/** @type {string} */ text, /** @type {any[]} */ values) => pool.query(text, values),
    async end() {
      await pool.end();
      while (open > 0) await once(pool, 'remove');
    },
  };
}

/**
 * Runs the statements of a send and nothing else, over bare `pg`.
 * @param {{ connect(): Promise<any> }} pool
 * @param {Record<'create' | 'append', readonly import('./send-script.mjs').ScriptStatement[]>} scripts
 * @returns {(planned: import('./population.mjs').PlannedSend) => Promise<void>}
 */
export function replay(pool, scripts) {
  const needed = { create: freshIdsNeeded(scripts.create), append: freshIdsNeeded(scripts.append) };
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `00000000-0000-7000-8fff-${String(ids).padStart(12, '0')}`;
  };
  return async (planned) => {
    const freshIds = Array.from({ length: needed[planned.flow] }, newId);
    const client = await pool.connect();
    try {
      for (const statement of scripts[planned.flow]) {
        const { name, text } = statement;
        await client.query({ ...(name && { name }), text, values: valuesOf(statement, planned, freshIds) });
      }
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
}
