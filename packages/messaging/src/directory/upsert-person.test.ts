import { describeStores } from '@hailpoint/store/testing';
import { expect, test } from '@jest/globals';
import type { ExternalPerson } from './upsert-person.js';
import { upsertPerson } from './upsert-person.js';

const at = new Date('2026-01-05T10:00:00.000Z');
const kim: ExternalPerson = {
  source: 'crm',
  externalId: '7',
  name: 'Kim Lee',
  country: 'US',
  addresses: [{ kind: 'phone', label: 'Mobile', value: '(202) 555-0143', country: null, matchKey: '+12025550143' }],
};

describeStores('people whom a plugin brings', (suite) => {
  const upsert = (person: ExternalPerson) =>
    suite.store.transaction((transaction) => upsertPerson(transaction, person, at));
  const stored = () =>
    suite.store.query
      .selectFrom('users')
      .select(['id', 'name', 'kind', 'source', 'external_id', 'country', 'version'])
      .execute();
  const addresses = () =>
    suite.store.query.selectFrom('user_addresses').select(['id', 'value', 'match_key']).orderBy('position').execute();

  test('are kept by source and id, and are the same person the next time', async () => {
    const id = await upsert(kim);
    expect(await upsert(kim)).toBe(id);
    expect(await upsert({ ...kim, source: 'other' })).not.toBe(id);
    expect((await stored()).filter(({ source }) => source === 'crm')).toEqual([
      { id, name: 'Kim Lee', kind: 'consumer', source: 'crm', external_id: '7', country: 'US', version: 1 },
    ]);
  });

  test('follow their source', async () => {
    const id = await upsert(kim);
    const [before] = await addresses();
    await upsert(kim);
    expect(await addresses()).toEqual([before]);
    await upsert({
      ...kim,
      name: 'Kim Smith',
      country: null,
      addresses: [{ ...kim.addresses[0]!, value: '+12025550144', matchKey: '+12025550144' }],
    });
    expect(await stored()).toMatchObject([{ id, name: 'Kim Smith', country: null, version: 2 }]);
    expect(await addresses()).toMatchObject([{ value: '+12025550144', match_key: '+12025550144' }]);
    await upsert({ ...kim, name: 'Kim Smith', country: null, addresses: [] });
    expect(await addresses()).toEqual([]);
  });

  test('brought by eight at the same moment are one person', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, (_, index) => upsert({ ...kim, name: `Kim ${index}` })));
    expect(new Set(ids).size).toBe(1);
    expect(await stored()).toHaveLength(1);
    expect(await addresses()).toHaveLength(1);
  });

  test('with texts that no database takes are kept all the same', async () => {
    await upsert({ ...kim, name: `Kim\0${'x'.repeat(5_000)}` });
    expect((await stored())[0]!.name).toBe(`Kim${'x'.repeat(197)}`);
  });

  test('are never of our own directory', async () => {
    await expect(upsert({ ...kim, source: 'hailpoint' })).rejects.toThrow(TypeError);
  });
});
