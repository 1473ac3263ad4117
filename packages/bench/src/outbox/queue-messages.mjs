import { agents, areaCodes, numbersPerArea, running, serialBase } from '../send/population.mjs';
import { pg } from '../send/store-packages.mjs';

/**
 * Puts messages into the outbox of a populated database, the same number into each running conversation. A conversation's messages are far
 * apart in the queue, as they are when many people write at once.
 * @param {string} url
 * @param {number} messages A multiple of the number of running conversations.
 */
export async function queueMessages(url, messages) {
  const id = (/** @type {string} */ group, /** @type {string} */ n) =>
    `('00000000-0000-7000-8${group}-' || (${serialBase} + ${n}))::uuid`;
  const phone = `'+1' || (ARRAY[${areaCodes.join()}])[i / ${numbersPerArea} + 1] || '5550' || (100 + i % ${numbersPerArea})`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      INSERT INTO messages (id, interaction_id, direction, author_kind, author_id, channel, plugin_id, sender_id, match_key, recipient_id, body,
             encoding, segments, state, state_at, due_at, expires_at, preflight, created_at, sender_group)
      SELECT ${id('009', `n * ${running} + i`)}, ${id('003', 'i')}, 'outbound', 'agent', ${id('005', `i % ${agents}`)}, 'sms', 'instant-carrier',
             'support', ${phone}, ${phone}, 'Your parcel is at the front desk. Reply here when you can come by.', 'gsm7', 1, 'queued',
             now(), now(), now() + interval '1 day', '{}', now(), 'default'
        FROM generate_series(0, ${messages / running - 1}) AS n, generate_series(0, ${running - 1}) AS i ORDER BY n, i`);
    await client.query('VACUUM ANALYZE messages');
  } finally {
    await client.end();
  }
}

/** Messages that nobody has taken or nobody has finished. @param {any} client */
export async function unfinished(client) {
  const { rows } = await client.query(
    `SELECT count(*)::int AS messages FROM messages WHERE state IN ('queued', 'sending')`,
  );
  return rows[0].messages;
}
