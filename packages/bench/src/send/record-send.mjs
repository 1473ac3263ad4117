import { SendPlanner } from './population.mjs';
import { startMessaging } from './start-messaging.mjs';
import { pg } from './store-packages.mjs';

/**
 * @typedef {object} RecordedStatement
 * @property {string} [name] Of a prepared statement.
 * @property {string} text
 * @property {readonly unknown[]} values
 */

/**
 * @typedef {object} Recording
 * @property {import('./population.mjs').PlannedSend} planned
 * @property {Date} at What the clock said.
 * @property {readonly RecordedStatement[]} statements
 */

// Of the connection and of the wake-ups, not of a send.
const notOfASend = /^(LISTEN|SELECT set_config)\b/;

/**
 * Sends twice in each way, each time from another conversation, and keeps what went to the database.
 * @param {import('../../../store/dist/index.js').StoreOptions} location A populated database; it is changed.
 * @returns {Promise<Record<'create' | 'append', readonly [Recording, Recording]>>}
 */
export async function recordSends(location) {
  const at = new Date('2026-02-03T09:00:00.000Z');
  const messaging = await startMessaging({ ...location, poolSize: 1 }, { clock: { now: () => at } });
  const planner = new SendPlanner(() => 0.25);
  const elsewhere = new SendPlanner(() => 0.75);
  try {
    // What is read once per process is read now.
    await messaging.send(planner.next('append'));
    /** @returns {Promise<Recording>} */
    const record = async (/** @type {import('./population.mjs').PlannedSend} */ planned) => {
      const statements = await recordedWhile(() => messaging.send(planned));
      return { planned, at, statements };
    };
    const created = await record(planner.next('create'));
    const createdAgain = await record(planner.next('create'));
    const appended = await record(planner.next('append'));
    const appendedElsewhere = await record({ ...elsewhere.next('append'), serial: planner.next('append').serial });
    return { create: [created, createdAgain], append: [appended, appendedElsewhere] };
  } finally {
    await messaging.close();
  }
}

/** @param {() => Promise<void>} work */
async function recordedWhile(work) {
  /** @type {RecordedStatement[]} */
  const statements = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function recorded(/** @type {any} */ config, /** @type {any} */ values, ...rest) {
    const statement = typeof config === 'string' ? { text: config, values } : config;
    if (!notOfASend.test(statement.text)) {
      const { name, text } = statement;
      statements.push({ ...(name && { name }), text, values: [...(statement.values ?? [])] });
    }
    return query.call(this, config, values, ...rest);
  };
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return statements;
}
