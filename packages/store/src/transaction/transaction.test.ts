import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { PreparedStatement, StoreTransaction } from '../store.js';
import { describeStores, openTestStore, type StoreSuite } from '../testing/index.js';

const put: PreparedStatement = {
  name: 'test_put',
  text: `INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
};
const all: PreparedStatement = { name: 'test_all', text: 'SELECT key, value FROM installation ORDER BY key' };
const lock: PreparedStatement = { name: 'test_lock', text: 'SELECT value FROM installation WHERE key = $1 FOR UPDATE' };

const raise = (transaction: StoreTransaction, code: string) =>
  sql.raw(`DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '${code}'; END $$`).execute(transaction.query);

const problems: Error[] = [];

function aTransaction(suite: StoreSuite): void {
  beforeEach(() => {
    problems.length = 0;
  });

  test('is visible as a whole, and only then come its effects, in order', async () => {
    const seen: string[] = [];
    const result = await suite.store.transaction(async (transaction) => {
      transaction.afterCommit(() => seen.push('first'));
      await transaction.execute(put, ['a', '1']);
      await transaction.query.insertInto('installation').values({ key: 'b', value: '2' }).execute();
      transaction.afterCommit(() => seen.push('second'));
      expect(await transaction.execute(all, [])).toHaveLength(2);
      expect(seen).toEqual([]);
      return 'done';
    });
    expect(result).toBe('done');
    expect(seen).toEqual(['first', 'second']);
    expect(await suite.store.execute(all, [])).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ]);
  });

  test('leaves nothing behind when its work throws: no row, no effect, the same error', async () => {
    const seen: string[] = [];
    const problem = new Error('no');
    const attempt = suite.store.transaction(async (transaction) => {
      transaction.afterCommit(() => seen.push('never'));
      await transaction.execute(put, ['a', '1']);
      throw problem;
    });
    await expect(attempt).rejects.toBe(problem);
    expect(seen).toEqual([]);
    expect(await suite.store.execute(all, [])).toEqual([]);
  });

  test.each(['40001', '40P01'])('is run again after %s, and only the run that commits has effects', async (code) => {
    const seen: number[] = [];
    let runs = 0;
    await suite.store.transaction(async (transaction) => {
      const run = ++runs;
      transaction.afterCommit(() => seen.push(run));
      await transaction.execute(put, [`run ${run}`, 'x']);
      if (run < 3) await raise(transaction, code);
    });
    expect(seen).toEqual([3]);
    expect(await suite.store.execute(all, [])).toEqual([{ key: 'run 3', value: 'x' }]);
  });

  test('gives up after five retries, and does not retry what would fail again', async () => {
    let runs = 0;
    const failWith = (code: string) =>
      suite.store.transaction((transaction) => {
        runs++;
        return raise(transaction, code);
      });
    await expect(failWith('40001')).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(6);
    await expect(failWith('23505')).rejects.toMatchObject({ code: '23505' });
    expect(runs).toBe(7);
  });

  test('that swallows the failure of a statement is not mistaken for a committed one', async () => {
    const seen: string[] = [];
    const attempt = suite.store.transaction(async (transaction) => {
      transaction.afterCommit(() => seen.push('never'));
      await transaction.execute(put, ['a', '1']);
      await raise(transaction, '22012').catch(() => {});
    });
    await expect(attempt).rejects.toMatchObject({ code: 'transaction_aborted' });
    expect(seen).toEqual([]);
    expect(await suite.store.execute(all, [])).toEqual([]);
  });

  test('runs what was kept for its end last, in order, and commits it with the rest', async () => {
    await suite.store.transaction(async (transaction) => {
      transaction.executeLast(put, ['a', 'last but one']);
      transaction.executeLast(put, ['a', 'last']);
      await transaction.execute(put, ['a', 'first']);
      expect(await transaction.execute(all, [])).toEqual([{ key: 'a', value: 'first' }]);
    });
    expect(await suite.store.execute(all, [])).toEqual([{ key: 'a', value: 'last' }]);
  });

  test('leaves nothing behind when what was kept for its end fails, and throws that error', async () => {
    const seen: string[] = [];
    const divide: PreparedStatement = { name: 'test_divide', text: 'SELECT 1 / $1::integer' };
    const attempt = suite.store.transaction(async (transaction) => {
      transaction.afterCommit(() => seen.push('never'));
      await transaction.execute(put, ['a', '1']);
      transaction.executeLast(divide, [0]);
      transaction.executeLast(put, ['b', '2']);
    });
    await expect(attempt).rejects.toMatchObject({ code: '22012' });
    expect(seen).toEqual([]);
    expect(await suite.store.execute(all, [])).toEqual([]);
  });

  test('is run again when the first of several statements under way asks for it', async () => {
    let runs = 0;
    await suite.store.transaction(async (transaction) => {
      runs++;
      await Promise.all([
        ...(runs === 1 ? [raise(transaction, '40P01')] : []),
        transaction.execute(put, ['a', '1']),
        transaction.query.insertInto('installation').values({ key: 'b', value: '2' }).execute(),
      ]);
    });
    expect(runs).toBe(2);
    expect(await suite.store.execute(all, [])).toHaveLength(2);
  });

  test('leaves nothing behind when one of several statements under way fails', async () => {
    const attempt = suite.store.transaction((transaction) =>
      Promise.all([
        transaction.execute(put, ['a', '1']),
        raise(transaction, '22012'),
        transaction.execute(put, ['b', '2']),
      ]),
    );
    await expect(attempt).rejects.toMatchObject({ code: '22012' });
    expect(await suite.store.execute(all, [])).toEqual([]);
    await suite.store.execute(put, ['c', 'the connection goes on']);
  });

  test('refuses statements that come too late', async () => {
    let kept: StoreTransaction | undefined;
    await suite.store.transaction(async (transaction) => {
      kept = transaction;
    });
    await expect(kept!.execute(put, ['late', '1'])).rejects.toMatchObject({ code: 'transaction_ended' });
    await expect(kept!.query.selectFrom('installation').selectAll().execute()).rejects.toMatchObject({
      code: 'transaction_ended',
    });
    expect(() => kept!.afterCommit(() => {})).toThrow('ended');
    expect(() => kept!.executeLast(put, ['late', '1'])).toThrow('ended');
    expect(await suite.store.execute(all, [])).toEqual([]);
  });

  test('runs statements that were not awaited one by one, in order, before it commits', async () => {
    await suite.store.transaction(async (transaction) => {
      const writes = ['1', '2', '3', '4'].map((value) => transaction.execute(put, ['a', value]));
      await Promise.all([...writes, transaction.query.updateTable('installation').set({ value: 'last' }).execute()]);
    });
    expect(await suite.store.execute(all, [])).toEqual([{ key: 'a', value: 'last' }]);
  });

  test('whose effect throws has still succeeded, the other effects run, and the problem is told', async () => {
    const seen: string[] = [];
    const result = await suite.store.transaction(async (transaction) => {
      transaction.afterCommit(() => {
        throw new Error('the effect failed');
      });
      transaction.afterCommit(() => seen.push('second'));
      return 7;
    });
    expect(result).toBe(7);
    expect(seen).toEqual(['second']);
    expect(problems).toEqual([new Error('the effect failed')]);
  });

  test('in a test store, using the store inside of it throws instead of waiting for ever', async () => {
    const { store } = suite;
    for (const use of [
      () => store.execute(all, []),
      () => store.query.selectFrom('installation').selectAll().execute(),
      () => store.transaction(async () => {}),
      async () => store.wake('outbox'),
    ]) {
      await expect(store.transaction(async () => use())).rejects.toMatchObject({ code: 'nested_use' });
    }
    // After the commit it is outside again.
    await store.transaction(async (transaction) => transaction.afterCommit(() => store.wake('outbox')));
  });

  test('many at once keep a running sum', async () => {
    await suite.store.execute(put, ['sum', '0']);
    await Promise.all(
      Array.from({ length: 24 }, () =>
        suite.store.transaction(async (transaction) => {
          const [row] = await transaction.execute<{ value: string }>(lock, ['sum']);
          await transaction.execute(put, ['sum', String(Number(row!.value) + 1)]);
        }),
      ),
    );
    expect(await suite.store.execute(all, [])).toEqual([{ key: 'sum', value: '24' }]);
  });

  if (suite.kind === 'postgresql') {
    test('that the server chose as the victim of a deadlock is run again, and both succeed', async () => {
      const { store } = suite;
      await store.execute(put, ['a', '']);
      await store.execute(put, ['b', '']);
      let runs = 0;
      let holding = 0;
      let bothHold = () => {};
      const meet = new Promise<void>((resolve) => {
        bothHold = resolve;
      });
      const cross = (first: string, second: string) =>
        store.transaction(async (transaction) => {
          const run = ++runs;
          await transaction.execute(lock, [first]);
          if (run <= 2) {
            if (++holding === 2) bothHold();
            await meet;
          }
          await transaction.execute(lock, [second]);
          await transaction.execute(put, [first, 'done']);
        });
      await Promise.all([cross('a', 'b'), cross('b', 'a')]);
      expect(runs).toBe(3);
      expect(await store.execute(all, [])).toEqual([
        { key: 'a', value: 'done' },
        { key: 'b', value: 'done' },
      ]);
    });
  }
}

describeStores('a transaction', aTransaction, { onProblem: (problem) => problems.push(problem) });

describeStores('prepared statements', (suite) => {
  test('have a name that the database keeps whole', async () => {
    for (const name of ['', 'x'.repeat(64)]) {
      await expect(suite.store.execute({ name, text: 'SELECT 1' }, [])).rejects.toMatchObject({
        code: 'statement_name',
      });
    }
    expect(await suite.store.execute({ name: 'x'.repeat(63), text: 'SELECT 1 AS one' }, [])).toEqual([{ one: 1 }]);
  });

  test('are parsed once per connection and found again by name', async () => {
    const statement = { name: 'test_found_again', text: 'SELECT $1::text AS word' };
    const known = { name: 'test_known', text: `SELECT count(*)::int AS n FROM pg_prepared_statements WHERE name = $1` };
    await suite.store.transaction(async (transaction) => {
      for (const word of ['a', 'b', 'c']) expect(await transaction.execute(statement, [word])).toEqual([{ word }]);
      expect(await transaction.execute(known, [statement.name])).toEqual([{ n: 1 }]);
    });
  });

  test('one name for two texts is an error, not a mix-up', async () => {
    await suite.store.transaction(async (transaction) => {
      await transaction.execute({ name: 'test_twice', text: 'SELECT 1 AS one' }, []);
      await expect(transaction.execute({ name: 'test_twice', text: 'SELECT 2 AS two' }, [])).rejects.toThrow(
        'test_twice',
      );
    });
  });
});

describe('the embedded database', () => {
  test('leaves the event loop a turn between any two transactions, however many wait', async () => {
    const store = await openTestStore('embedded');
    try {
      const events: ('transaction' | 'turn')[] = [];
      let running = true;
      const turn = () => {
        events.push('turn');
        if (running) setImmediate(turn);
      };
      setImmediate(turn);
      const sender = async () => {
        for (let n = 0; n < 10; n++) {
          await store.transaction(async (transaction) => {
            events.push('transaction');
            await transaction.execute(put, ['a', String(n)]);
            await transaction.execute(all, []);
          });
          await store.execute(all, []);
        }
      };
      await Promise.all(Array.from({ length: 8 }, sender));
      running = false;
      expect(events.filter((event) => event === 'transaction')).toHaveLength(80);
      expect(events.filter((event, index) => event === 'transaction' && events[index - 1] === 'transaction')).toEqual(
        [],
      );
    } finally {
      await store.close();
    }
  });
});
