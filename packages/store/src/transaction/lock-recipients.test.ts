import { expect, test } from '@jest/globals';
import { newId } from '../new-id.js';
import type { StoreTransaction } from '../store.js';
import { describeStores } from '../testing/index.js';

const held = {
  name: 'test_held_locks',
  text: `SELECT hashtextextended(k, 0) = (l.classid::bigint << 32 | l.objid::bigint) AS found FROM unnest($1::text[]) k
    LEFT JOIN pg_locks l ON l.locktype = 'advisory' AND l.pid = pg_backend_pid()
      AND hashtextextended(k, 0) = (l.classid::bigint << 32 | l.objid::bigint)`,
};
const recipients = (...keys: string[]) => keys.map((matchKey) => ({ channel: 'sms', matchKey }));

describeStores('the lock of a recipient', (suite) => {
  test('is the advisory lock on channel, unit separator, match key; it ends with the transaction', async () => {
    const keys = ['sms\u001f+12025550143', 'whatsapp\u001f+12025550143'];
    await suite.store.transaction(async (transaction) => {
      await transaction.lockRecipients([
        { channel: 'whatsapp', matchKey: '+12025550143' },
        { channel: 'sms', matchKey: '+12025550143' },
      ]);
      expect(await transaction.execute(held, [keys])).toEqual([{ found: true }, { found: true }]);
    });
    expect(await suite.store.execute(held, [keys])).toEqual([{ found: null }, { found: null }]);
  });

  test('is taken once, however often it is asked for, and out of order not at all', async () => {
    await suite.store.transaction(async (transaction) => {
      await transaction.lockRecipients(recipients('b', 'a', 'b'));
      await transaction.lockRecipients(recipients('a'));
      await transaction.lockRecipients(recipients('c'));
      await transaction.lockRecipients([]);
      await expect(transaction.lockRecipients(recipients('a0'))).rejects.toMatchObject({ code: 'lock_order' });
    });
  });

  test('taken in any order by many at once, never ends in a deadlock', async () => {
    let runs = 0;
    const keys = ['a', 'b', 'c', 'd'];
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        suite.store.transaction(async (transaction) => {
          runs++;
          const turned = [...keys.slice(index % 4), ...keys.slice(0, index % 4)];
          await transaction.lockRecipients(recipients(...(index % 2 ? turned : turned.reverse())));
        }),
      ),
    );
    expect(runs).toBe(60);
  });

  test('makes "look, then write" safe: of 16 at once, one opens the conversation and the others append', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, () => suite.store.transaction((transaction) => openOrAppend(transaction))),
    );
    expect(outcomes.filter((outcome) => outcome === 'opened')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(15);
  });
});

async function openOrAppend(transaction: StoreTransaction): Promise<'opened' | 'appended'> {
  await transaction.lockRecipients(recipients('+12025550143'));
  const found = await transaction.query
    .selectFrom('interactions')
    .select('id')
    .where('match_key', '=', '+12025550143')
    .executeTakeFirst();
  if (found) return 'appended';
  const now = new Date();
  await transaction.query
    .insertInto('interactions')
    .values({
      id: newId(),
      number: newId(),
      type: 'messaging',
      state: 'new',
      channel: 'sms',
      sender_id: 'main',
      plugin_id: 'test',
      match_key: '+12025550143',
      recipient_id: '+12025550143',
      opened_at: now,
      updated_at: now,
    })
    .execute();
  return 'opened';
}
