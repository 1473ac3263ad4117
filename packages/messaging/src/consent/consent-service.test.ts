import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../messaging.js';
import type { ConsentChange } from '../model/consent.js';
import { ConsentWorld } from '../testing/consent-world.js';
import { DatabaseConsentService } from './consent-service.js';
import { recordOptOut } from './record-consent.js';

const number = '+12025550143';
const note = 'She said so on the phone, in front of two of us.';

describeStores('consent that an administrator records', (suite) => {
  let world: ConsentWorld;
  let consents: DatabaseConsentService;
  let admin: Actor;
  let maya: Actor;
  let clara: string;
  let source: string;

  beforeEach(async () => {
    world = new ConsentWorld(suite.store);
    const { store, points, live, channels, time: clock } = world;
    consents = new DatabaseConsentService({ store, points, live, clock, channels, settings: {} });
    maya = await world.agent('Maya');
    admin = { ...(await world.agent('Ada')), roles: ['admin'] };
    clara = await world.user('Clara', { phones: [number] });
    await suite.store.query.updateTable('user_addresses').set({ match_key: number }).execute();
    source = (await world.interaction({ consumer: clara })).number;
  });

  const record = (change: Partial<ConsentChange> = {}, actor = admin) =>
    consents.record(actor, {
      channel: 'sms',
      recipientId: '(202) 555-0143',
      country: 'US',
      senderGroup: 'default',
      action: 'opt_out',
      note,
      ...change,
    });
  const send = (from = 'support') =>
    world.composing.send(maya, source, { channel: 'sms', to: { recipientId: number }, from, body: 'Hello' });
  const audit = () => suite.store.query.selectFrom('audit_entries').selectAll().orderBy('id').execute();

  test('E2: an opt-out cancels what waits, binds every send of its group, and is told with its proof', async () => {
    const { message, interaction } = (await send()).result;
    const outcome = await record();
    expect(outcome).toMatchObject({
      changed: true,
      canceledMessages: 1,
      subject: {
        recipientId: number,
        person: { id: clara, name: 'Clara' },
        groups: [
          { senderGroup: 'default', senders: ['Support', 'Sales'], state: 'opted_out', queuedMessages: 0 },
          { senderGroup: 'marketing', senders: ['News'], state: 'unknown' },
        ],
        history: [{ action: 'opt_out', source: 'admin', recordedBy: 'Ada', note }],
      },
    });
    expect((await world.outbound()).find(({ id }) => id === message.id)).toMatchObject({
      state: 'canceled',
      cause_code: 'opted_out',
    });
    await expect(send()).rejects.toMatchObject({ code: 'recipient_opted_out' });
    await send('news');
    const [{ kind, user_id }] = (await suite.store.query
      .selectFrom('history_entries')
      .innerJoin('interactions', 'interactions.id', 'history_entries.interaction_id')
      .select(['history_entries.kind', 'history_entries.user_id'])
      .where('interactions.number', '=', interaction.number)
      .where('kind', '=', 'opted_out')
      .execute()) as [{ kind: string; user_id: string }];
    expect([kind, user_id]).toEqual(['opted_out', admin.userId]);
    expect(await audit()).toMatchObject([{ action: 'consent.opted_out', user_id: admin.userId }]);
    expect(JSON.stringify(await audit())).not.toContain('2025550143');
  });

  test('E2: an opt-out is lifted with proof, and sends go through again', async () => {
    await world.receive(number, 'STOP');
    const lifted = await record({ action: 'lift_opt_out' });
    expect(lifted).toMatchObject({ changed: true, canceledMessages: 0 });
    expect(lifted.subject.history.map(({ action, text }) => [action, text])).toEqual([
      ['lift_opt_out', expect.stringContaining('by Ada, with proof')],
      ['opt_out', expect.stringContaining('by texting STOP')],
    ]);
    expect((await send()).result.message.state).toBe('queued');
    expect(await record({ action: 'lift_opt_out' })).toMatchObject({ changed: false });
    expect(await audit()).toHaveLength(1);
  });

  test('an opt-in belongs to whoever has the number, or to the person who is named', async () => {
    const other = await world.user('Otis');
    await expect(record({ action: 'opt_in' })).rejects.toMatchObject({ fields: [{ field: '/userId' }] });
    expect(await record({ action: 'opt_in', userId: other })).toMatchObject({ changed: true });
    await send();
    // Clara has the number now, and inherits nothing.
    expect((await record({ action: 'opt_in' })).subject).toMatchObject({
      person: { id: clara },
      groups: [{ state: 'opted_in' }, {}],
      history: [{ person: { id: clara } }, { person: { id: other } }],
    });
    expect((await consents.list(admin, { state: 'opted_in' })).items.map(({ person }) => person?.name)).toEqual([
      'Clara',
      'Otis',
    ]);
  });

  test('an opt-in does not outweigh an opt-out: that is lifted first', async () => {
    await record();
    await expect(record({ action: 'opt_in', userId: clara })).rejects.toMatchObject({ fields: [{ field: '/action' }] });
  });

  test.each<[string, Partial<ConsentChange>, string]>([
    ['no proof', { note: '   ' }, '/note'],
    ['no address', { recipientId: 'nobody' }, '/recipientId'],
    ['a person who is not there', { action: 'opt_in', userId: '00000000-0000-7000-8000-000000000000' }, '/userId'],
  ])('%s is refused at its field, and nothing is written', async (_name, change, field) => {
    await expect(record(change)).rejects.toMatchObject({ fields: [{ field }] });
    expect(await world.entries()).toEqual([]);
  });

  test('where a channel has several groups, one is named', async () => {
    const { senderGroup: _group, ...change } = {
      channel: 'sms',
      recipientId: number,
      senderGroup: '',
      action: 'opt_out' as const,
      note,
    };
    await expect(consents.record(admin, change)).rejects.toMatchObject({
      fields: [{ field: '/senderGroup', message: expect.stringContaining('default, marketing') }],
    });
  });

  test.each(['Default', 'campaigns', ''])(
    'no sender is in the group "%s": nothing is recorded',
    async (senderGroup) => {
      await expect(record({ senderGroup })).rejects.toMatchObject({
        fields: [{ field: '/senderGroup', code: 'sender_group_unknown', message: expect.stringContaining('default') }],
      });
      expect(await world.entries()).toEqual([]);
    },
  );

  test('spaces around the name of a group do not count, as in the configuration', async () => {
    await record({ senderGroup: ' default ' });
    expect(await world.entries()).toMatchObject([{ sender_group: 'default' }]);
  });

  test('a group that is no longer configured can be seen and lifted', async () => {
    await suite.store.transaction(async (transaction) => {
      await transaction.lockRecipients([{ channel: 'sms', matchKey: number }]);
      const subject = { channel: 'sms', senderGroup: 'gone', matchKey: number, recipientId: number };
      const proof = { source: 'admin', recordedBy: admin.userId, note } as const;
      await recordOptOut(transaction, world.live, subject, proof, world.time.now());
    });
    const { groups } = await consents.lookUp(admin, { channel: 'sms', recipientId: number });
    expect(groups.find(({ senderGroup }) => senderGroup === 'gone')).toMatchObject({ state: 'opted_out', senders: [] });
    expect(await record({ senderGroup: 'gone', action: 'lift_opt_out' })).toMatchObject({ changed: true });
  });

  test('the list has what holds, newest first, page by page', async () => {
    for (const last of ['41', '42', '43']) {
      await record({ recipientId: `+120255501${last}` });
      await world.time.advance(1_000);
    }
    await record({ recipientId: '+12025550142', action: 'lift_opt_out' });
    const first = await consents.list(admin, { channel: 'sms', limit: 1 });
    expect(first.items).toMatchObject([{ recipientId: number, state: 'opted_out', senderGroup: 'default', note }]);
    const second = await consents.list(admin, { channel: 'sms', limit: 1, cursor: first.nextCursor as string });
    expect(second).toMatchObject({ items: [{ recipientId: '+12025550141' }], nextCursor: null });
    expect((await consents.list(admin, { channel: 'fax' })).items).toEqual([]);
  });

  test('E2: agents read what holds for a conversation: the recipient and the group of its sender', async () => {
    const { interaction } = (await send()).result;
    const news = (await send('news')).result.interaction;
    const consentOf = (of: string, actor = maya) => consents.ofConversation(actor, of);
    expect(await consentOf(interaction.number)).toMatchObject({ state: 'unknown', code: 'consent_unknown' });
    await world.receive(number, 'STOP');
    expect(await consentOf(interaction.number)).toMatchObject({
      senderGroup: 'default',
      state: 'opted_out',
      source: 'keyword',
      explanation: expect.stringContaining('by texting STOP'),
    });
    expect(await consentOf(news.number)).toMatchObject({ senderGroup: 'marketing', state: 'unknown' });
    await record({ senderGroup: 'marketing', action: 'opt_in' });
    expect(await consentOf(news.number)).toMatchObject({ state: 'opted_in', source: 'admin' });
    expect(await consentOf(source)).toBeNull();
    await expect(consentOf('IMS9999999')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(consentOf('\0')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(consentOf(interaction.number, admin)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('agents may not', async () => {
    await expect(record({}, maya)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(consents.lookUp(maya, { channel: 'sms', recipientId: number })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(consents.list(maya, {})).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
