import { describe, expect, test } from '@jest/globals';
import { describeStores } from '../testing/index.js';
import { withoutRowValues } from './row-values.js';

describe('withoutRowValues', () => {
  test('leaves errors alone that are not the database’s', () => {
    const error = Object.assign(new Error('other'), { detail: 'kept' });
    expect(withoutRowValues(error)).toBe(error);
    expect(error.detail).toBe('kept');
  });
});

describeStores('database errors', (suite) => {
  const values = ['11111111-1111-7111-8111-111111111111', '+12025550143'];
  const insert = {
    name: 'test_insert_profile',
    text: `INSERT INTO channel_user_profiles (id, channel, match_key, recipient_id, created_at) VALUES ($1, 'sms', $2, $2, now())`,
  };

  test('keep code and constraint, and lose the values of the row: no address may reach a log', async () => {
    const { store } = suite;
    await store.execute(insert, values);
    const error = await store.execute(insert, values).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: '23505', constraint: 'channel_user_profiles_pkey' });
    const second = ['22222222-2222-7222-8222-222222222222', values[1]];
    const named = await store.execute(insert, second).catch((reason: unknown) => reason);
    expect(named).toMatchObject({ code: '23505', constraint: 'one_active_profile' });
    const built = await store.query
      .insertInto('channel_user_profiles')
      .values({
        id: second[0]!,
        channel: 'sms',
        match_key: values[1]!,
        recipient_id: values[1]!,
        created_at: new Date(),
      })
      .execute()
      .catch((reason: unknown) => reason);
    expect(built).toMatchObject({ code: '23505', constraint: 'one_active_profile' });
    for (const each of [error, named, built] as Error[]) {
      expect(`${JSON.stringify(each)} ${each.message} ${each.stack}`).not.toContain('2025550143');
    }
  });
});
