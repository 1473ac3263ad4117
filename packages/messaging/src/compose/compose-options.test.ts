import type { ChannelCapabilities, ChannelProvider } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import type { Actor } from '../messaging.js';
import { ComposeWorld } from '../testing/compose-world.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';

const mobile = '+12025550143';
const work = '+12025550144';

/** A channel of a vendor's own. */
function otherCarrier(channel: string, capabilities: Partial<ChannelCapabilities>): ChannelProvider {
  const sms = new ScriptedCarrier();
  const senders = [{ id: `${channel}-1`, address: `${channel}-desk`, name: 'Desk' }];
  return {
    channel,
    capabilities: { ...sms.capabilities, ...capabilities },
    senders: () => senders,
    send: (message) => sms.send(message),
    verify: (request) => sms.verify(request),
    parse: (raw) => sms.parse(raw),
  };
}

describeStores('Compose options', (suite) => {
  let world: ComposeWorld;
  let me: Actor;
  let customer: string;

  beforeEach(async () => {
    world = new ComposeWorld(suite.store);
    me = await world.agent('Maya');
    customer = await world.user('Ana', { phones: [mobile, work] });
  });

  async function options(consumer: string | undefined = customer) {
    const { number } = await world.interaction(consumer === undefined ? {} : { consumer });
    return world.composing.options(me, number);
  }

  test("A6, A9, A11: recipients of the person's record, senders, limits", async () => {
    const answer = await options();
    expect(answer.person).toEqual({ source: 'hailpoint', id: customer, name: 'Ana', userId: customer });
    expect(answer.personExplanation).toBe('Consumer of the interaction');
    expect(answer.channels).toHaveLength(1);
    const [sms] = answer.channels;
    expect(sms).toMatchObject({
      channel: 'sms',
      name: 'SMS',
      available: true,
      reasons: [],
      manualEntry: true,
      defaultSender: 'support',
      text: { maxLength: 1_600, encoding: 'sms' },
      attachments: { contentTypes: ['image/png', 'image/jpeg'], maxCount: 3 },
    });
    expect(sms?.senders).toEqual([
      { id: 'support', address: '+12025550100', name: 'Support', plugin: 'scripted', group: 'default' },
      { id: 'sales', address: '+12025550101', name: 'Sales', plugin: 'scripted', group: 'default' },
    ]);
    expect(sms?.recipients.map(({ recipientId, label, available }) => [recipientId, label, available])).toEqual([
      [mobile, 'Mobile', true],
      [work, 'Mobile 2', true],
    ]);
  });

  test('every recipient that is listed is one that can be sent to', async () => {
    const national = await world.user('Caio', { phones: ['202-555-0177', '(202) 555 0178'], country: 'US' });
    const { number } = await world.interaction({ consumer: national });
    const { channels } = await world.composing.options(me, number);
    for (const { recipientId } of channels[0]!.recipients) {
      for (const from of ['support', 'sales']) {
        const composition = { channel: 'sms', to: { recipientId: recipientId! }, from, body: 'Hello' };
        expect((await world.composing.preflight(me, number, composition)).blockers).toEqual([]);
      }
    }
    expect(channels[0]!.recipients.map(({ recipientId }) => recipientId)).toEqual(['+12025550177', '+12025550178']);
    expect(channels[0]!.recipients[0]!.derivation).toMatchObject({ rule: 'from_country', country: 'US' });
  });

  test('A7: two readings are shown and refused as ambiguous', async () => {
    const unsure = await world.user('Dana', { phones: ['2025550143'], country: 'US', location: 'DE-BE' });
    const [sms] = (await options(unsure)).channels;
    expect(sms?.recipients).toMatchObject([{ recipientId: null, written: '2025550143', available: false }]);
    expect(sms?.recipients.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toEqual(['ambiguous']);
  });

  test("A7: without any country, the first sender's and then the default", async () => {
    const nowhere = await world.user('Eli', { phones: ['2025550143'] });
    const us = { id: 'us', address: '+12025550100', name: 'US', country: 'us' };
    world = new ComposeWorld(suite.store, { carriers: [{ plugin: 'p', carrier: new ScriptedCarrier([us]) }] });
    expect((await options(nowhere)).channels[0]!.recipients[0]).toMatchObject({
      recipientId: mobile,
      derivation: { sources: [{ source: 'sender', country: 'US' }] },
    });
    world = new ComposeWorld(suite.store, { settings: { defaultCountry: 'US' } });
    expect((await options(nowhere)).channels[0]!.recipients[0]).toMatchObject({
      recipientId: mobile,
      derivation: { sources: [{ source: 'default', country: 'US' }] },
    });
  });

  test('A5: channels in the order of the admin; one that policies refuse is shown with the reason', async () => {
    const chat = otherCarrier('line', { addressKind: 'line' });
    const carriers = [
      { plugin: 'scripted', carrier: world.carrier },
      { plugin: 'line', carrier: chat },
      { plugin: 'fax', carrier: otherCarrier('fax', { addressKind: 'fax' }) },
    ];
    world = new ComposeWorld(suite.store, {
      carriers,
      channels: { sms: { order: 20 }, line: { order: 10 }, fax: { active: false }, pager: { order: 1 } },
    });
    world.available = () => ({
      available: false,
      code: 'quiet_hours',
      reason: 'It is night there.',
      until: new Date(0),
    });
    const { channels } = await options();
    expect(
      channels.map(({ channel, available, reasons }) => [channel, available, reasons.map(({ code }) => code)]),
    ).toEqual([
      ['line', false, ['no_address']],
      ['sms', false, ['quiet_hours']],
    ]);
    expect(channels[1]!.recipients[0]).toMatchObject({
      available: false,
      reasons: [{ code: 'quiet_hours', reason: 'It is night there.', until: '1970-01-01T00:00:00.000Z' }],
    });
  });

  test('C2: a recipient without an active profile is shown with the reason', async () => {
    world = new ComposeWorld(suite.store, { channels: { sms: { checkActiveRecipientProfile: true } } });
    await world.profile(work, await world.user('Bea'));
    const [sms] = (await options()).channels;
    expect(sms?.available).toBe(true);
    expect(sms?.recipients.map(({ available, reasons }) => [available, reasons.map(({ code }) => code)])).toEqual([
      [false, ['no_active_profile']],
      [true, []],
    ]);
  });

  test('A13: the present owner of a number is shown, and not when it is the person', async () => {
    const owner = await world.user('Bea');
    await world.profile(mobile, owner);
    await world.profile(work, customer);
    const [sms] = (await options()).channels;
    expect(sms?.recipients.map(({ currentOwner }) => currentOwner)).toEqual([{ id: owner, name: 'Bea' }, null]);
  });

  test('A14: running conversations with the person, by number and by profile', async () => {
    const profileId = await world.profile('+12025550199', customer);
    const byProfile = await world.conversation({ recipientId: '+12025550199', user: customer, profileId });
    const byNumber = await world.conversation({ recipientId: mobile, senderId: 'sales', assignedTo: me.userId });
    await world.conversation({ recipientId: work, state: 'closed_complete' });
    await world.conversation({ recipientId: '+12025550111' });
    const { runningConversations } = await options();
    expect(runningConversations.map(({ number }) => number).sort()).toEqual([byProfile.number, byNumber.number].sort());
    expect(runningConversations.find(({ number }) => number === byNumber.number)).toMatchObject({
      senderId: 'sales',
      recipientId: mobile,
      assignedTo: { id: me.userId, name: 'Maya' },
      virtualAgent: false,
    });
  });

  test.each([
    ['the first', [], 'support'],
    [
      'the last used with them',
      [{ senderId: 'sales', state: 'closed_complete', lastOutboundAt: new Date(2) }],
      'sales',
    ],
    [
      'the running one, though another was used later',
      [
        { senderId: 'sales', state: 'work_in_progress', lastOutboundAt: new Date(1) },
        { senderId: 'support', state: 'closed_complete', lastOutboundAt: new Date(2) },
      ],
      'sales',
    ],
    ['a sender that is gone does not count', [{ senderId: 'gone', state: 'work_in_progress' }], 'support'],
  ] as const)('A9: the default sender: %s', async (_name, conversations, expected) => {
    for (const one of conversations) await world.conversation({ recipientId: mobile, ...one });
    const { number } = await world.interaction({ consumer: customer });
    const { channels } = await world.composing.options(me, number);
    expect(channels[0]!.recipients.map(({ defaultSender }) => defaultSender)).toEqual([expected, 'support']);
    const composition = { channel: 'sms', to: { recipientId: mobile }, body: 'Hello' };
    expect((await world.composing.preflight(me, number, composition)).sender?.id).toBe(expected);
  });

  test('a sender that two providers list belongs to the first in order', async () => {
    const twin = [{ id: 'support', address: '+12025550100', name: 'Twin' }];
    const carriers = [
      { plugin: 'b-second', carrier: new ScriptedCarrier(twin) },
      { plugin: 'a-first', carrier: new ScriptedCarrier(twin) },
    ];
    world = new ComposeWorld(suite.store, { carriers });
    const [sms] = (await options()).channels;
    expect(sms?.senders.map(({ id, plugin }) => [id, plugin])).toEqual([['support', 'a-first']]);
  });

  test('the record names nobody: only typing is left', async () => {
    const { number } = await world.interaction();
    const answer = await world.composing.options(me, number);
    expect(answer.person).toBeNull();
    expect(answer.channels[0]).toMatchObject({ available: true, recipients: [], manualEntry: true });
    world = new ComposeWorld(suite.store, { channels: { sms: {} } });
    const without = await world.composing.options(me, number);
    expect(without.channels[0]).toMatchObject({ available: false, reasons: [{ code: 'no_address' }] });
  });

  test('E8: validates a recipient', async () => {
    const ask = (recipientId: string, country?: string) =>
      world.composing.validateRecipient(me, { channel: 'sms', recipientId, ...(country && { country }) });
    expect(await ask('+1 202 555 0143')).toMatchObject({ valid: true, recipientId: mobile });
    expect(await ask('(202) 555-0143', 'us')).toMatchObject({ valid: true, recipientId: mobile });
    expect(await ask('(202) 555-0143')).toMatchObject({ valid: false, code: 'no_country' });
    expect(await ask('nobody')).toMatchObject({ valid: false, code: 'not_a_number' });
  });

  test('E8: says who owns a number now, and who has it in their record', async () => {
    const ask = async (recipientId: string) => {
      const { owner, users } = await world.composing.validateRecipient(me, { channel: 'sms', recipientId });
      return { owner, users: users?.map(({ name }) => name) };
    };
    const shared = '+12025550188';
    expect(await ask(shared)).toEqual({ owner: null, users: [] });
    const profile = await world.profile(shared, null);
    expect(await ask(shared)).toEqual({ owner: null, users: [] });
    const people: string[] = [];
    for (const name of ['Fay', 'Eve', 'Dan', 'Cleo', 'Bea', 'Abe', 'Left']) {
      const id = await world.user(name, { phones: [shared] });
      people.push(id);
    }
    const { query } = suite.store;
    await query.updateTable('user_addresses').set({ match_key: shared }).where('value', '=', shared).execute();
    await query.updateTable('users').set({ active: false }).where('id', '=', people.at(-1)!).execute();
    await query.updateTable('channel_user_profiles').set({ user_id: people[0]! }).where('id', '=', profile).execute();
    const owner = { id: people[0], name: 'Fay' };
    expect(await ask(shared)).toEqual({ owner, users: ['Abe', 'Bea', 'Cleo', 'Dan', 'Eve'] });
    const { owner: none } = await world.composing.validateRecipient(me, { channel: 'sms', recipientId: 'nobody' });
    expect(none).toBeUndefined();
    // As carriers still write a Mexican number. It is not dialled like that, and it is known whose it is.
    const sofia = await world.user('Sofía', { phones: ['+525500000000'] });
    await world.profile('+5215500000000', sofia);
    const old = await world.composing.validateRecipient(me, { channel: 'sms', recipientId: '+5215500000000' });
    expect(old).toMatchObject({ valid: false, owner: { id: sofia, name: 'Sofía' } });
    const stranger = { ...me, roles: [] };
    await expect(
      world.composing.validateRecipient(stranger, { channel: 'sms', recipientId: shared }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});
