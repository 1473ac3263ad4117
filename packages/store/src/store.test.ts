import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { newId } from './new-id.js';
import { describeStores } from './testing/index.js';

/** What a row looks like must not depend on where it is kept. */
describeStores('values of every type that is used', (suite) => {
  const types = {
    name: 'test_types',
    text: `SELECT $1::timestamptz AS time, $2::bytea AS bytes, $3::jsonb AS json, $4::text[] AS texts, $5::bigint AS big,
      $6::integer AS small, $7::boolean AS truth, $8::uuid AS id, $9::text AS words, NULL::timestamptz AS nothing,
      '2026-03-29 01:30:00.123+00'::timestamptz AS spring, count(*) AS counted FROM (SELECT 1) AS one`,
  };
  const id = newId();
  const time = new Date('2026-01-02T03:04:05.678Z');
  const values = [
    time,
    Buffer.from([0, 1, 92, 255]),
    JSON.stringify({ a: [1, null, 'ü'] }),
    ['plain', 'with "quotes", commas', '', 'NULL'],
    '9007199254740993',
    7,
    true,
    id,
    'Grüße 👋 \\ \' "',
  ];
  const row = {
    time,
    bytes: Buffer.from([0, 1, 92, 255]),
    json: { a: [1, null, 'ü'] },
    texts: ['plain', 'with "quotes", commas', '', 'NULL'],
    big: '9007199254740993',
    small: 7,
    truth: true,
    id,
    words: 'Grüße 👋 \\ \' "',
    nothing: null,
    spring: new Date('2026-03-29T01:30:00.123Z'),
    counted: '1',
  };

  test('come back the same from named statements, in and outside a transaction', async () => {
    expect(await suite.store.execute(types, values)).toEqual([row]);
    expect(await suite.store.transaction((transaction) => transaction.execute(types, values))).toEqual([row]);
  });

  test('come back the same from the query builder', async () => {
    const result = await sql<{ at: Date; n: string }>`SELECT ${time}::timestamptz AS at, 2::bigint AS n`.execute(
      suite.store.query,
    );
    expect(result.rows).toEqual([{ at: time, n: '2' }]);
    const written = await suite.store.query
      .insertInto('plugin_storage')
      .values({ plugin_id: 'p', key: 'k', value: JSON.stringify({ deep: [true] }) })
      .executeTakeFirstOrThrow();
    expect(written.numInsertedOrUpdatedRows).toBe(1n);
    const read = await suite.store.transaction((transaction) =>
      transaction.query.selectFrom('plugin_storage').selectAll().execute(),
    );
    expect(read).toEqual([{ plugin_id: 'p', key: 'k', value: { deep: [true] } }]);
    const changed = await suite.store.transaction((transaction) =>
      transaction.query.deleteFrom('plugin_storage').where('key', '=', 'k').executeTakeFirstOrThrow(),
    );
    expect(changed.numDeletedRows).toBe(1n);
  });

  test('times are those of UTC, whatever the server thinks', async () => {
    const rows = await suite.store.execute(
      { name: 'test_zone', text: `SELECT current_setting('TimeZone') AS zone` },
      [],
    );
    expect(rows).toEqual([{ zone: 'UTC' }]);
  });

  test('numbers for people start at one in an empty database', async () => {
    const next = { name: 'test_next_number', text: `SELECT nextval('interaction_number') AS number` };
    expect(await suite.store.execute(next, [])).toEqual([{ number: '1' }]);
    await suite.store.ping();
  });
});
