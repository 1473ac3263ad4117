import { ChannelProvider, type SendOutcome } from '@hailpoint/kernel';
import { createExtensionPoints, type ExtensionPointsControl, ManualTime } from '@hailpoint/kernel/host';
import { newId } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DatabaseHistoryService } from '../history/history-service.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import { LookUpWorker } from '../look-up/look-up-worker.js';
import { SendRecord } from '../providers/send-record.js';
import { recordReceipt } from '../receipts/record-receipt.js';
import { AskableCarrier } from '../testing/askable-carrier.js';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { silentLogger } from '../testing/test-points.js';
import { DeliveryWorker } from './delivery-worker.js';

const clara = '+12025550143';
const start = new Date('2026-01-05T12:00:00.000Z');
const notSent = async (): Promise<SendOutcome> => ({
  outcome: 'notSent',
  code: 'unreachable',
  reason: 'The carrier cannot be reached.',
});
const accepts = async (): Promise<SendOutcome> => ({ outcome: 'accepted', carrierMessageId: newId() });
const breaks = async (): Promise<SendOutcome> => {
  throw new Error('reset');
};

describeStores('Fallback to another provider with the same sender', (suite) => {
  let time: ManualTime;
  let first: AskableCarrier;
  let second: AskableCarrier;
  let control: ExtensionPointsControl;
  let live: LiveEventBus;

  beforeEach(() => {
    time = new ManualTime(start);
    first = new AskableCarrier();
    second = new AskableCarrier();
    control = createExtensionPoints({ clock: time, logger: silentLogger });
    control.activate([built('first', first), built('second', second)]);
    live = new LiveEventBus(suite.store, silentLogger);
  });
  afterEach(() => live.close());

  const built = (plugin: string, instance: AskableCarrier, listening = false) => ({
    plugin,
    listening,
    contributions: [{ point: ChannelProvider, name: 'Carrier', order: 100, instance }],
  });

  /** Each look of a node that has just started, to its end. */
  async function deliver(looks = 1): Promise<void> {
    for (let look = 0; look < looks; look += 1) {
      const worker = new DeliveryWorker({
        store: suite.store,
        points: control.points,
        live,
        clock: time,
        logger: silentLogger,
        mediaOf: async () => [],
        sendRecord: new SendRecord(),
      });
      worker.start();
      await worker.stop();
      time.advance(1);
    }
  }

  /** In a conversation of its own. */
  async function queue(recipientId = clara): Promise<string> {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId });
    return insertQueued(suite.store, { interactionId, recipientId, pluginId: 'first' });
  }
  const message = (id: string) =>
    suite.store.query.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const attempts = async (id: string) =>
    (
      await suite.store.query
        .selectFrom('message_attempts')
        .select(['plugin_id', 'outcome'])
        .where('message_id', '=', id)
        .orderBy('attempt')
        .execute()
    ).map(({ plugin_id, outcome }) => `${plugin_id} ${outcome}`);
  const history = (id: string) =>
    suite.store.query.selectFrom('history_entries').select(['kind', 'detail']).where('message_id', '=', id).execute();

  test('what the first surely did not send goes out through the second at once', async () => {
    first.script = notSent;
    const id = await queue();
    await deliver();
    expect(await message(id)).toMatchObject({ state: 'queued', plugin_id: 'second', cause_code: 'unreachable' });
    await deliver();
    expect(await message(id)).toMatchObject({ state: 'sent', plugin_id: 'second', attempts: 2 });
    expect(second.sent.map((sent) => [sent.id, sent.sender.id, sent.recipientId])).toEqual([[id, 'support', clara]]);
    expect(await attempts(id)).toEqual(['first not_sent', 'second accepted']);
    expect(await history(id)).toEqual([
      { kind: 'provider_changed', detail: { from: 'first', to: 'second', why: 'not_sent' } },
    ]);
  });

  test('the story says it in plain words', async () => {
    first.script = notSent;
    const id = await queue();
    await deliver(2);
    const stories = new DatabaseHistoryService({ store: suite.store, points: control.points, clock: time });
    const agent = { userId: newId(), name: 'Maya', roles: ['agent_workspace_user'] };
    const { chapters } = await stories.ofMessage(agent, id);
    expect(chapters.map(({ sentence }) => sentence).slice(-3)).toEqual([
      'Hailpoint tried to hand it to the carrier through first, and it surely did not go out: The carrier cannot be reached.',
      'first could not send it, so it goes out through second, which has the same sender.',
      expect.stringMatching(/^Hailpoint handed it to the carrier again through second, which accepted it/),
    ]);
  });

  test('without another provider that lists the sender nothing changes: it is tried again later', async () => {
    second.ours.splice(0, 1, { id: 'support', address: '+12025550109', name: 'Support' });
    first.script = notSent;
    const id = await queue();
    await deliver(2);
    expect(await message(id)).toMatchObject({ state: 'queued', plugin_id: 'first', attempts: 1 });
    expect((await message(id)).due_at?.getTime()).toBeGreaterThan(time.now().getTime());
    expect([second.sent, await history(id)]).toEqual([[], []]);
  });

  test('never after an unknown outcome, also not when the carrier turned out not to have it', async () => {
    first.script = breaks;
    const id = await queue();
    await deliver();
    expect(await message(id)).toMatchObject({ state: 'unknown', plugin_id: 'first' });
    await deliver(2);
    await suite.store.query
      .updateTable('message_attempts')
      .set({ settled: 'absent', settled_at: time.now() })
      .where('message_id', '=', id)
      .execute();
    await suite.store.query
      .updateTable('messages')
      .set({ state: 'queued', due_at: time.now() })
      .where('id', '=', id)
      .execute();
    first.script = notSent;
    await deliver();
    expect(await attempts(id)).toEqual(['first unknown', 'first not_sent']);
    expect(await message(id)).toMatchObject({ state: 'queued', plugin_id: 'first' });
    expect(second.sent).toEqual([]);
  });

  test('with both out of reach they take turns, and neither is asked without a pause', async () => {
    first.script = notSent;
    second.script = notSent;
    const id = await queue();
    await deliver(6);
    expect(await attempts(id)).toEqual(['first not_sent', 'second not_sent']);
    expect(await message(id)).toMatchObject({ plugin_id: 'first', state: 'queued' });
    time.advance(10_000);
    first.script = accepts;
    await deliver();
    expect(await attempts(id)).toEqual(['first not_sent', 'second not_sent', 'first accepted']);
    expect(await message(id)).toMatchObject({ state: 'sent', plugin_id: 'first' });
  });

  test('an open circuit is a reason; the story says that the provider is given a rest', async () => {
    first.script = breaks;
    for (let failure = 0; failure < 5; failure += 1) await queue(`+1202555015${failure}`);
    await deliver(1);
    expect(control.points.contributions(ChannelProvider)[0]?.health.circuit).toBe('open');
    const id = await queue();
    await deliver(2);
    expect(await message(id)).toMatchObject({ state: 'sent', plugin_id: 'second' });
    expect(await attempts(id)).toEqual(['first not_sent', 'second accepted']);
    expect(await history(id)).toMatchObject([{ detail: { why: 'paused' } }]);
    // Those whose outcome is not known stay where they are.
    expect(second.sent).toHaveLength(1);
  });

  test('what waits for a plugin that was switched off leaves it, in the order of the conversation', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const row = { interactionId, recipientId: clara, pluginId: 'first' };
    const ids = [await insertQueued(suite.store, row), await insertQueued(suite.store, row)];
    control.swap(['first'], [built('first', first, true)]);
    await deliver(4);
    expect(second.sent.map(({ id }) => id)).toEqual(ids);
    expect(first.sent).toEqual([]);
    expect(await history(ids[0]!)).toEqual([
      { kind: 'provider_changed', detail: { from: 'first', to: 'second', why: 'switched_off' } },
    ]);
  });

  test.each(['surely did not send', 'left, because it was switched off,'])(
    'a template that the first %s goes out as that template, and never as free text',
    async (how) => {
      const template = { id: 'reminder:en', name: 'reminder', language: 'en', variables: { '1': 'Clara' } };
      const row = { recipientId: clara, pluginId: 'first', body: 'Your table is ready, Clara.', template };
      const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
      const id = await insertQueued(suite.store, { ...row, interactionId });
      if (how.startsWith('left')) control.swap(['first'], [built('first', first, true)]);
      else first.script = notSent;
      await deliver(2);
      expect(second.sent).toEqual([]);
      expect(await message(id)).toMatchObject({ state: 'queued', plugin_id: 'first' });
      const { name, language } = template;
      const body = 'Your table is ready, {{1}}.';
      const approved = { id: template.id, name, language, body, variables: [{ name: '1' }] };
      Object.assign(second, { templates: () => [approved] });
      time.advance(60_000);
      await deliver(3);
      expect(second.sent.map((sent) => sent.template)).toEqual([
        { id: template.id, language, variables: { '1': 'Clara' } },
      ]);
      expect(await message(id)).toMatchObject({ state: 'sent', plugin_id: 'second' });
    },
  );

  test('what may have reached a carrier waits for the plugin that was switched off', async () => {
    first.script = breaks;
    const id = await queue();
    await deliver();
    await suite.store.query
      .updateTable('message_attempts')
      .set({ settled: 'resent', settled_at: time.now() })
      .where('message_id', '=', id)
      .execute();
    await suite.store.query
      .updateTable('messages')
      .set({ state: 'queued', due_at: time.now() })
      .where('id', '=', id)
      .execute();
    control.swap(['first'], [built('first', first, true)]);
    await deliver(3);
    expect(await message(id)).toMatchObject({ state: 'queued', plugin_id: 'first' });
    expect(second.sent).toEqual([]);
  });

  test('the one whose attempt it was is asked what became of it; once it says absent, it keeps the message', async () => {
    first.script = notSent;
    second.script = breaks;
    const id = await queue();
    await deliver(2);
    expect(await attempts(id)).toEqual(['first not_sent', 'second unknown']);
    time.advance(2 * 60_000);
    const { points } = control;
    const mediaOf = async () => [];
    const lookUps = new LookUpWorker({ store: suite.store, points, live, clock: time, logger: silentLogger, mediaOf });
    lookUps.start();
    await lookUps.stop();
    expect([first.asked, second.asked.map((asked) => asked.id)]).toEqual([[], [id]]);
    expect(await message(id)).toMatchObject({ state: 'queued', cause_code: 'look_up_absent', plugin_id: 'second' });
    second.script = notSent;
    await deliver(2);
    expect(await attempts(id)).toEqual(['first not_sent', 'second unknown', 'second not_sent']);
    expect(await message(id)).toMatchObject({ state: 'queued', plugin_id: 'second' });
  });

  test('a receipt of the first is still matched, by our id and by its own', async () => {
    first.script = notSent;
    const id = await queue();
    await deliver(2);
    const { carrier_message_id } = await message(id);
    const receive = (plugin: string, receipt: { messageId?: string; carrierMessageId?: string }, eventId: string) =>
      suite.store.transaction((transaction) =>
        recordReceipt(
          transaction,
          live,
          plugin,
          { kind: 'receipt', eventId, state: 'delivered', ...receipt },
          time.now(),
        ),
      );
    await receive('first', { messageId: id, carrierMessageId: 'first-1' }, 'e1');
    expect(await message(id)).toMatchObject({ state: 'delivered', carrier_message_id });
    await receive('first', { carrierMessageId: 'first-1' }, 'e2');
    await receive('third', { messageId: id }, 'e3');
    const receipts = await suite.store.query.selectFrom('receipts').select(['event_id', 'message_id']).execute();
    expect(receipts.filter(({ message_id }) => message_id === id).map(({ event_id }) => event_id)).toEqual([
      'e1',
      'e2',
    ]);
  });
});
