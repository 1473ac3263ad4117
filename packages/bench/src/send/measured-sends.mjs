import { drive } from './drive.mjs';
import { barePool, replay } from './replay.mjs';
import { startMessaging } from './start-messaging.mjs';

/**
 * Hailpoint sends.
 * @param {import('../../../store/dist/index.js').StoreOptions} location
 * @param {{ senders: number, seconds: number, workers?: boolean, onStart?: () => void }} options
 */
export async function sendWithHailpoint(location, { workers, ...options }) {
  const messaging = await startMessaging({ ...location, poolSize: options.senders }, { workers });
  try {
    return await drive(messaging.send, options);
  } finally {
    await messaging.close();
  }
}

/**
 * The statements of Hailpoint's sends, over the bare driver.
 * @param {import('../../../store/dist/index.js').StoreOptions} location
 * @param {Parameters<typeof replay>[1]} scripts
 * @param {{ senders: number, seconds: number }} options
 */
export async function replaySends(location, scripts, options) {
  const pool = await barePool(location, options.senders);
  try {
    return await drive(replay(pool, scripts), options);
  } finally {
    await pool.end();
  }
}
