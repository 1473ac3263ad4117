import { newId, type Store } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { InteractionListQuery, InteractionType } from '../model/interaction.js';
import { searchText } from '../search/search-words.js';
import { insertUser } from '../testing/conversation-rows.js';
import { listInteractionIds } from './list-interactions.js';

interface Row {
  type?: Exclude<InteractionType, 'messaging'>;
  state?: 'new' | 'on_hold';
  assignedTo?: string;
  words?: string;
  /** Minutes after the start of the test's time. */
  updated?: number;
}

let count = 0;

async function insertRow(store: Store, row: Row): Promise<string> {
  const id = newId();
  count += 1;
  const number = `IMS${String(count).padStart(7, '0')}`;
  const opened = new Date(Date.UTC(2026, 0, 5, 10, count));
  await store.query
    .insertInto('interactions')
    .values({
      id,
      number,
      type: row.type ?? 'phone',
      state: row.state ?? 'new',
      assigned_to_id: row.assignedTo ?? null,
      search_text: searchText([number, row.words]),
      opened_at: opened,
      updated_at: row.updated === undefined ? opened : new Date(Date.UTC(2026, 0, 6, 10, row.updated)),
    })
    .execute();
  return id;
}

describeStores('lists of interactions', (suite) => {
  let ana: string;

  beforeEach(async () => {
    count = 0;
    ana = await insertUser(suite.store, 'Ana', { agent: true });
  });

  const ids = async (query: InteractionListQuery) => (await listInteractionIds(suite.store, ana, query)).ids;

  /** All pages, one after the other. */
  async function allPages(query: InteractionListQuery): Promise<string[][]> {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listInteractionIds(suite.store, ana, { ...query, ...(cursor !== undefined && { cursor }) });
      pages.push(page.ids);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return pages;
  }

  test('newest first, and by every other order', async () => {
    const [a, b, c] = [
      await insertRow(suite.store, { updated: 3 }),
      await insertRow(suite.store, { updated: 1 }),
      await insertRow(suite.store, { updated: 2 }),
    ];
    expect(await ids({})).toEqual([c, b, a]);
    expect(await ids({ sort: '-opened' })).toEqual([c, b, a]);
    expect(await ids({ sort: 'opened' })).toEqual([a, b, c]);
    expect(await ids({ sort: '-updated' })).toEqual([a, c, b]);
    expect(await ids({ sort: 'updated' })).toEqual([b, c, a]);
  });

  test('A2: My Interactions are those assigned to me; type and state filter', async () => {
    const mine = await insertRow(suite.store, { assignedTo: ana, type: 'chat' });
    const other = await insertRow(suite.store, { type: 'chat', state: 'on_hold' });
    await insertRow(suite.store, {});
    expect(await ids({ view: 'mine' })).toEqual([mine]);
    expect(await ids({ view: 'all', type: 'chat' })).toEqual([other, mine]);
    expect(await ids({ type: 'chat', state: 'on_hold' })).toEqual([other]);
    expect(await ids({ view: 'mine', state: 'on_hold' })).toEqual([]);
  });

  test.each(['-opened', 'opened', '-updated', 'updated'] as const)(
    'pages by %s are complete, without a row twice, also where times are equal',
    async (sort) => {
      for (let index = 0; index < 11; index += 1) await insertRow(suite.store, { updated: Math.floor(index / 4) });
      const pages = await allPages({ sort, limit: 3 });
      expect(pages.map((page) => page.length)).toEqual([3, 3, 3, 2]);
      expect(pages.flat()).toEqual(await ids({ sort, limit: 100 }));
      expect(new Set(pages.flat()).size).toBe(11);
    },
  );

  test('a full last page has no next one', async () => {
    for (let index = 0; index < 4; index += 1) await insertRow(suite.store, {});
    expect((await allPages({ limit: 2 })).map((page) => page.length)).toEqual([2, 2]);
  });

  test('what is opened while somebody pages does not shift the pages', async () => {
    const [a, b] = [await insertRow(suite.store, {}), await insertRow(suite.store, {})];
    const first = await listInteractionIds(suite.store, ana, { limit: 1 });
    await insertRow(suite.store, {});
    expect(first.ids).toEqual([b]);
    expect(await ids({ limit: 1, cursor: first.nextCursor! })).toEqual([a]);
  });

  test('a cursor of another list or another order, or a forged one, is refused', async () => {
    await insertRow(suite.store, {});
    await insertRow(suite.store, {});
    const { nextCursor } = await listInteractionIds(suite.store, ana, { limit: 1 });
    const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const forged = [
      '',
      'x',
      forge('interactions opened', 'x'),
      forge('interactions opened', "'; DROP"),
      forge('interactions opened'),
      forge(),
    ];
    for (const cursor of [nextCursor!, ...forged]) {
      await expect(ids({ sort: 'opened', cursor })).rejects.toMatchObject({ kind: 'invalid', code: 'invalid_cursor' });
    }
    const february = forge('interactions updated', '2026-02-31T00:00:00.000Z', newId());
    await expect(ids({ sort: 'updated', cursor: february })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  test.each([0, 101, 1.5, Number.NaN])('a limit of %s is refused', async (limit) => {
    await expect(ids({ limit })).rejects.toMatchObject({ code: 'invalid_fields', fields: [{ field: '/limit' }] });
  });

  test('unknown filters are refused and not ignored', async () => {
    await expect(ids({ type: 'fax' as 'phone' })).rejects.toMatchObject({ fields: [{ field: '/type' }] });
    await expect(ids({ state: 'open' as 'new' })).rejects.toMatchObject({ fields: [{ field: '/state' }] });
    await expect(ids({ sort: 'number' as 'opened' })).rejects.toMatchObject({ fields: [{ field: '/sort' }] });
  });

  describe('search', () => {
    test('every word by prefix, in any order, without regard to case and accents', async () => {
      const parcel = await insertRow(suite.store, { words: 'Parcel is late — Clara Müller' });
      const refund = await insertRow(suite.store, { words: 'Refund — Clara Jensen' });
      expect(await ids({ q: 'clara' })).toEqual([refund, parcel]);
      expect(await ids({ q: 'CLA par' })).toEqual([parcel]);
      expect(await ids({ q: 'muller' })).toEqual([parcel]);
      expect(await ids({ q: 'Müll' })).toEqual([parcel]);
      expect(await ids({ q: 'IMS0000002' })).toEqual([refund]);
      expect(await ids({ q: 'arcel' })).toEqual([]);
      expect(await ids({ q: 'clara', view: 'mine' })).toEqual([]);
    });

    test('signs are no query language', async () => {
      const row = await insertRow(suite.store, { words: 'Clara' });
      expect(await ids({ q: "cl' | !:* & (" })).toEqual([row]);
      expect(await ids({ q: '%' })).toEqual([]);
      expect(await ids({ q: '\0' })).toEqual([]);
      expect(await ids({ q: '  ' })).toEqual([row]);
    });

    test('a word that thousands have: near finds, far finds and filters, paged, are the same as looking at every row', async () => {
      // 24,000 rows: "often" is near everywhere, "eleventh" a little farther, "common" only in the oldest 3,000, "row1234" is rare.
      await sql`
        INSERT INTO interactions (id, number, type, state, search_text, opened_at, updated_at)
        SELECT (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000')::uuid, 'IMS' || lpad(n::text, 7, '0'), CASE WHEN n % 3 = 0 THEN 'chat' ELSE 'phone' END, 'new',
          CASE WHEN n <= 3000 THEN 'common ' ELSE '' END || CASE WHEN n % 4 = 0 THEN 'often ' ELSE '' END || CASE WHEN n % 11 = 0 THEN 'eleventh ' ELSE '' END || 'row' || n,
          timestamptz '2026-01-05 10:00:00Z' + n * interval '1 second', timestamptz '2026-01-05 10:00:00Z' + (n * 7919 % 24000) * interval '1 second'
        FROM generate_series(1, 24000) n`.execute(suite.store.query);
      const { rows } = await sql<{ id: string; search_text: string; type: string; updated_at: Date }>`
        SELECT id, search_text, type, updated_at FROM interactions`.execute(suite.store.query);
      for (const word of ['common', 'often', 'eleventh', 'row1', 'row1234']) {
        for (const sort of ['-opened', 'opened', '-updated'] as const) {
          for (const type of [undefined, 'chat'] as const) {
            const key = (row: (typeof rows)[number]) =>
              (sort === '-updated' ? row.updated_at.toISOString() : '') + row.id;
            const expected = rows
              .filter(
                (row) =>
                  (type === undefined || row.type === type) &&
                  row.search_text.split(' ').some((one) => one.startsWith(word)),
              )
              .sort((x, y) => (key(x) < key(y) ? -1 : 1) * (sort === 'opened' ? 1 : -1))
              .map(({ id }) => id);
            const query = { q: word, sort, limit: 60, ...(type && { type }) };
            const first = await listInteractionIds(suite.store, ana, query);
            const { nextCursor } = first;
            const second = nextCursor && (await listInteractionIds(suite.store, ana, { ...query, cursor: nextCursor }));
            expect([...first.ids, ...(second ? second.ids : [])]).toEqual(expected.slice(0, 120));
          }
        }
      }
    });
  });
});
