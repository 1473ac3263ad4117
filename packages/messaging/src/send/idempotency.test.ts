import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../messaging.js';
import type { SendRequest } from '../model/composition.js';
import { ComposeWorld, start } from '../testing/compose-world.js';

const recipientId = '+12025550143';

describeStores('Idempotency of a send', (suite) => {
  let world: ComposeWorld;
  let me: Actor;
  let source: { id: string; number: string };

  beforeEach(async () => {
    world = new ComposeWorld(suite.store);
    me = await world.agent('Maya');
    source = await world.interaction({ consumer: await world.user('Ana', { phones: [recipientId] }) });
  });

  const send = (key: string, request: Partial<SendRequest> = {}, agent = me, route = 'POST messages') =>
    world.composing.send(
      agent,
      source.number,
      { channel: 'sms', to: { recipientId }, from: 'support', body: 'Hello', ...request },
      { key, route },
    );
  const messages = async () => (await suite.store.query.selectFrom('messages').select('id').execute()).length;

  test('the same request again is the same answer, and no second message', async () => {
    const first = await send('k-1');
    const again = await send('k-1');
    expect([first.replayed, again.replayed]).toEqual([false, true]);
    expect(again.result).toEqual(JSON.parse(JSON.stringify(first.result)));
    expect(await messages()).toBe(1);
  });

  test('duplicates that run at once wait, and all get the one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => send('k-1')));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ result }) => result.message.id)).size).toBe(1);
    expect(await messages()).toBe(1);
  });

  test('plan and confirmations are no part of the request', async () => {
    const first = await send('k-1');
    const { planId } = first.result.preflight;
    expect((await send('k-1', { planId, confirm: ['recipient_reassignment'] })).replayed).toBe(true);
  });

  test('the same key with another body is 422', async () => {
    await send('k-1');
    await expect(send('k-1', { body: 'Another' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
      kind: 'unprocessable',
    });
    expect(await messages()).toBe(1);
  });

  test('is kept per user and per route', async () => {
    const noor = await world.agent('Noor');
    await send('k-1');
    expect((await send('k-1', {}, noor)).replayed).toBe(false);
    expect((await send('k-1', {}, me, 'POST elsewhere')).replayed).toBe(false);
    expect(await messages()).toBe(3);
  });

  test('a refusal is not kept: the same key goes through once nothing is in the way', async () => {
    world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
    await expect(send('k-1')).rejects.toMatchObject({ code: 'quiet_hours' });
    expect(await suite.store.query.selectFrom('idempotency_keys').selectAll().execute()).toEqual([]);
    world.available = () => ({ available: true });
    expect((await send('k-1')).replayed).toBe(false);
  });

  test('is answered again whatever stands in the way today', async () => {
    await send('k-1');
    await suite.store.query
      .updateTable('interactions')
      .set({ state: 'closed_complete', closed_at: start })
      .where('id', '=', source.id)
      .execute();
    expect((await send('k-1')).replayed).toBe(true);
    await expect(send('k-2')).rejects.toMatchObject({ code: 'interaction_closed' });
  });

  test('for 24 hours', async () => {
    await send('k-1');
    world.time.advance(24 * 60 * 60_000 - 1);
    expect((await send('k-1')).replayed).toBe(true);
    world.time.advance(1);
    expect((await send('k-1', { body: 'Another' })).replayed).toBe(false);
    expect(await messages()).toBe(2);
  });
});
