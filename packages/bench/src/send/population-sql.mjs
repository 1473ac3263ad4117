import {
  agents,
  areaCodes,
  conversationBase,
  customers,
  numbersPerArea,
  running,
  serialBase,
  sourceBase,
} from './population.mjs';

/** In each running conversation. */
const earlierMessages = 5;

/** Statements that fill an empty, migrated database. */
export function populationSql() {
  const at = `'2026-01-05T10:00:00Z'`;
  const id = (/** @type {string} */ group, /** @type {string} */ n) =>
    `('00000000-0000-7000-8${group}-' || (${serialBase} + ${n}))::uuid`;
  const phone = `'+1' || (ARRAY[${areaCodes.join()}])[i / ${numbersPerArea} + 1] || '5550' || (100 + i % ${numbersPerArea})`;
  const everyone = `generate_series(0, ${customers - 1}) AS i`;
  const known = `generate_series(0, ${running - 1}) AS i`;
  return [
    `INSERT INTO users (id, external_id, kind, username, name, roles, created_at, updated_at)
       SELECT ${id('005', 'i')}, ${id('005', 'i')}::text, 'agent', 'agent' || i, 'Agent ' || (${serialBase} + i), '{agent_workspace_user}', ${at}, ${at}
       FROM generate_series(0, ${agents - 1}) AS i`,
    `INSERT INTO users (id, external_id, kind, name, country, created_at, updated_at)
       SELECT ${id('001', 'i')}, ${id('001', 'i')}::text, 'consumer', 'Customer ' || (${serialBase} + i), 'US', ${at}, ${at} FROM ${everyone}`,
    `INSERT INTO user_addresses (id, user_id, kind, label, value, position, match_key)
       SELECT ${id('006', 'i')}, ${id('001', 'i')}, 'phone', 'Mobile', ${phone}, 0, ${phone} FROM ${everyone}`,
    `INSERT INTO interactions (id, number, type, state, short_description, consumer_id, opened_for_id, assigned_to_id, search_text, opened_at, updated_at)
       SELECT ${id('002', 'i')}, 'IMS' || (${sourceBase} + i), 'phone', 'work_in_progress', 'Called about the delivery', ${id('001', 'i')}, ${id('001', 'i')},
         ${id('005', `i % ${agents}`)}, 'ims' || (${sourceBase} + i) || ' called about the delivery customer ' || (${serialBase} + i), ${at}, ${at}
       FROM ${everyone}`,
    `INSERT INTO channel_user_profiles (id, channel, match_key, recipient_id, user_id, created_at)
       SELECT ${id('004', 'i')}, 'sms', ${phone}, ${phone}, ${id('001', 'i')}, ${at} FROM ${known}`,
    `INSERT INTO interactions (id, number, type, state, consumer_id, opened_for_id, assigned_to_id, channel, plugin_id, sender_id, match_key,
         recipient_id, profile_id, source_interaction_id, last_outbound_at, search_text, opened_at, updated_at)
       SELECT ${id('003', 'i')}, 'IMS' || (${conversationBase} + i), 'messaging', 'work_in_progress', ${id('001', 'i')}, ${id('001', 'i')},
         ${id('005', `i % ${agents}`)}, 'sms', 'instant-carrier', 'support', ${phone}, ${phone}, ${id('004', 'i')}, ${id('002', 'i')}, ${at},
         'ims' || (${conversationBase} + i) || ' customer ' || (${serialBase} + i), ${at}, ${at}
       FROM ${known}`,
    `INSERT INTO live_group_profiles (interaction_id, user_id, added_at)
       SELECT ${id('003', 'i')}, ${id('005', `i % ${agents}`)}, ${at} FROM ${known}`,
    `INSERT INTO messages (id, interaction_id, direction, author_kind, author_id, channel, plugin_id, sender_id, match_key, recipient_id, body,
         encoding, segments, state, state_at, attempts, preflight, created_at, sender_group)
       SELECT ${id('007', `i * ${earlierMessages} + n`)}, ${id('003', 'i')}, 'outbound', 'agent', ${id('005', `i % ${agents}`)}, 'sms', 'instant-carrier',
         'support', ${phone}, ${phone}, 'Your parcel is on its way.', 'gsm7', 1, 'delivered', ${at}, 1, '{}', ${at}, 'default'
       FROM ${known}, generate_series(0, ${earlierMessages - 1}) AS n`,
    // A plan made over an empty table would go on reading all of it when it has filled.
    `INSERT INTO idempotency_keys (user_id, route, key, body_hash, status, response, created_at)
       SELECT ${id('005', `i % ${agents}`)}, 'earlier', 'earlier-' || i, 'earlier', 201, '{}', ${at} FROM ${known}`,
  ];
}
