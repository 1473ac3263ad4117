import { ChannelProvider } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { recordOutcome } from '../delivery/record-outcome.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor } from '../messaging.js';
import { matchLateReceipts } from '../receipts/match-late-receipts.js';
import { recordReceipt } from '../receipts/record-receipt.js';
import { queueMessage } from '../send/queue-message.js';
import { claimDue } from '../testing/claim-due.js';
import { start } from '../testing/compose-world.js';
import { ConsentWorld } from '../testing/consent-world.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { silentLogger } from '../testing/test-points.js';
import { followSenderGroups } from './follow-sender-groups.js';
import { recordOptIn } from './record-consent.js';

const number = '+12025550143';
const subject = { channel: 'sms', senderGroup: 'default', matchKey: number, recipientId: number };
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

describeStores('consent', (suite) => {
  let world: ConsentWorld;
  let maya: Actor;
  let clara: string;
  let source: { id: string; number: string };

  const set = async (options: ConstructorParameters<typeof ConsentWorld>[1] = {}) => {
    world = new ConsentWorld(suite.store, options);
    maya = await world.agent('Maya');
    clara = await world.user('Clara', { phones: [number] });
    // So that she is found when she writes.
    await suite.store.query.updateTable('user_addresses').set({ match_key: number }).execute();
    source = await world.interaction({ consumer: clara });
  };
  beforeEach(() => set());

  const composition = (from = 'support', body = 'Hello') => ({
    channel: 'sms',
    to: { recipientId: number },
    from,
    body,
  });
  const send = (from?: string, body?: string) => world.composing.send(maya, source.number, composition(from, body));
  const preflight = (from?: string) => world.composing.preflight(maya, source.number, composition(from));
  const bodies = (messages: readonly { readonly body: string }[]) => messages.map(({ body }) => body);
  const blocked = { code: 'recipient_opted_out' };

  test('F: nothing is sent to people who opted out: composing is refused with the reason, before and at the send', async () => {
    const seen = await preflight();
    expect(seen.consent).toMatchObject({
      state: 'unknown',
      senderGroup: 'default',
      code: 'consent_unknown',
      since: null,
    });
    await world.receive(number, 'Stop');
    const after = await preflight();
    expect(after.sendable).toBe(false);
    expect(after.blockers).toMatchObject([
      {
        code: 'recipient_opted_out',
        field: 'to',
        reason: expect.stringContaining('Opted out on 2 March 2026 by texting STOP.'),
      },
    ]);
    expect(after.consent).toMatchObject({ state: 'opted_out', since: start.toISOString(), source: 'keyword' });
    // The plan that the agent saw before is not carried out.
    await expect(
      world.composing.send(maya, source.number, { ...composition(), planId: seen.planId }),
    ).rejects.toMatchObject({ code: 'plan_changed' });
    await expect(send()).rejects.toMatchObject(blocked);
    expect(bodies(await world.claimAll())).toEqual([expect.stringContaining('opted out')]);
  });

  test('F: nothing is sent to people who opted out: what was queued before is canceled with the opt-out itself', async () => {
    await send('support', 'First');
    await send('sales', 'Second');
    await world.receive(number, 'UNSUBSCRIBE', { to: 'sales' });
    expect(await world.outbound()).toMatchObject([
      { body: 'First', state: 'canceled', cause_code: 'opted_out', due_at: null },
      { body: 'Second', state: 'canceled', cause_code: 'opted_out' },
      { state: 'queued', consent_exempt: true, author_kind: 'system', sender_id: 'sales' },
    ]);
  });

  test('F: nothing is sent to people who opted out: replies are refused, texts of the virtual agent are written as not sent', async () => {
    await world.receive(number, 'Where is my parcel?');
    await world.receive(number, 'STOP');
    const conversation = await suite.store.query
      .selectFrom('interactions')
      .selectAll()
      .where('type', '=', 'messaging')
      .executeTakeFirstOrThrow();
    await expect(world.composing.reply(maya, conversation.number, { body: 'On its way' })).rejects.toMatchObject(
      blocked,
    );
    const text = { interactionId: conversation.id, body: 'I am a robot', pluginId: 'scripted', senderGroup: 'default' };
    await suite.store.transaction((transaction) =>
      queueMessage(transaction, {
        ...text,
        authorKind: 'virtual_agent',
        encoding: 'sms',
        maximumAgeMs: 1e9,
        at: start,
      }),
    );
    expect(await world.outbound()).toMatchObject([
      { state: 'queued', consent_exempt: true },
      { body: 'I am a robot', state: 'canceled', cause_code: 'opted_out' },
    ]);
  });

  test('F: nothing is sent to people who opted out: what went back into the queue meanwhile is canceled when it is claimed', async () => {
    await send();
    const claim = { now: start, plugins: ['scripted'], limit: 10, owner: 'test', leaseMs: 60_000 };
    const [claimed] = await claimDue(suite.store, claim);
    await world.receive(number, 'STOP');
    const retry = { outcome: 'not_sent', code: '20429', reason: 'Too many requests.', retryAt: start } as const;
    await recordOutcome(suite.store, world.live, claimed?.id ?? '', 1, retry, start);
    expect(bodies(await world.claimAll())).toEqual([expect.stringContaining('opted out')]);
    expect(await world.outbound()).toMatchObject([
      { body: 'Hello', state: 'canceled', cause_code: 'opted_out', attempts: 1 },
      { state: 'sent' },
    ]);
  });

  test('F: nothing is sent to people who opted out: the opt-out stays when the number is given to somebody else', async () => {
    await world.receive(number, 'STOP');
    const zoe = await world.user('Zoe', { phones: [number] });
    const other = await world.interaction({ consumer: zoe });
    const request = { ...composition(), confirm: ['recipient_reassignment'] };
    await expect(world.composing.send(maya, other.number, request)).rejects.toMatchObject(blocked);
    const seen = await world.composing.preflight(maya, other.number, composition());
    expect(seen.blockers.map(({ code }) => code)).toEqual(['recipient_opted_out']);
  });

  test('F: an opt-out does not spread to senders it was not meant for', async () => {
    await world.receive(number, 'STOP', { to: 'news' });
    expect((await preflight('news')).blockers).toMatchObject([{ code: 'recipient_opted_out' }]);
    expect((await preflight('support')).sendable).toBe(true);
    await send('support', 'Your parcel is here');
    await expect(send('news')).rejects.toMatchObject(blocked);
    // And the other way round: without a group, all senders of the channel are one.
    await world.receive(number, 'STOP', { to: 'support' });
    expect((await preflight('sales')).blockers).toMatchObject([{ code: 'recipient_opted_out' }]);
  });

  test.each([
    ['first', 'second'],
    ['second', 'first'],
  ])(
    'F: nothing is sent to people who opted out: with a sender that two plugins list in different groups, STOP through the %s binds the %s too',
    async (through, other) => {
      const sender = { id: 'support', address: '+12025550100', name: 'Support' };
      const carriers = [
        { plugin: 'first', carrier: new ScriptedCarrier([sender]) },
        { plugin: 'second', carrier: new ScriptedCarrier([{ ...sender, group: 'marketing' }]) },
      ];
      world = new ConsentWorld(suite.store, { carriers });
      const provider = world.points.contributions(ChannelProvider).find(({ plugin }) => plugin === through)!;
      const say = (body: string) =>
        world.receiver.receive(
          provider,
          { kind: 'message', eventId: body, carrierMessageId: body, from: number, to: 'support', body, media: [] },
          world.time.now(),
          true,
        );
      const { message } = (await send()).result;
      await say('STOP');
      const held = () => suite.store.query.selectFrom('consent_opt_outs').select('sender_group').execute();
      expect((await held()).map(({ sender_group }) => sender_group).sort()).toEqual(['default', 'marketing']);
      expect((await world.outbound()).find(({ id }) => id === message.id)).toMatchObject({ state: 'canceled' });
      expect((await world.outbound()).filter(({ consent_exempt }) => consent_exempt)).toHaveLength(1);
      await expect(send()).rejects.toMatchObject(blocked);
      // Whatever comes first in their order, or is alone after the other was switched off.
      const alone = new ConsentWorld(suite.store, { carriers: carriers.filter(({ plugin }) => plugin === other) });
      await expect(alone.composing.send(maya, source.number, composition())).rejects.toMatchObject(blocked);
      await say('START');
      expect(await held()).toEqual([]);
      expect((await preflight()).sendable).toBe(true);
    },
  );

  test('F: a confirmation is not blocked by its own opt-out, and there is only one', async () => {
    await world.receive(number, 'STOP');
    await world.receive(number, 'Stop!');
    await world.receive(number, 'QUIT');
    const claimed = await world.claimAll();
    expect(claimed).toMatchObject([
      { body: expect.stringMatching(/^Support: You are opted out.*START/), sender_id: 'support' },
    ]);
    expect(await world.entries()).toMatchObject([{ keyword: 'STOP' }, { keyword: 'STOP' }, { keyword: 'QUIT' }]);
  });

  test('F: nothing is sent to people who opted out: a picture that cannot be fetched does not hold the opt-out up', async () => {
    const media = [{ reference: 'gone' }];
    await expect(world.receive(number, 'Hello', { media })).rejects.toMatchObject({ code: 'media_unavailable' });
    await world.receive(number, 'STOP', { media });
    expect((await preflight()).sendable).toBe(false);
    const inbound = suite.store.query.selectFrom('messages').select(['body', 'cause_code', 'cause_reason']);
    expect(await inbound.where('direction', '=', 'inbound').execute()).toEqual([
      { body: 'STOP', cause_code: 'media_left_out', cause_reason: expect.stringContaining('could not be fetched') },
    ]);
  });

  test('F: nothing is sent to people who opted out: a sender that changed its group took along what waited', async () => {
    const { message } = (await send()).result;
    const changed = new ConsentWorld(suite.store, { supportGroup: 'campaigns' });
    expect(await followSenderGroups(suite.store, changed.points)).toBe(1);
    expect(await followSenderGroups(suite.store, changed.points)).toBe(0);
    await changed.receive(number, 'STOP');
    expect((await world.outbound()).find(({ id }) => id === message.id)).toMatchObject({
      state: 'canceled',
      cause_code: 'opted_out',
    });
  });

  test('a carrier that answers keywords itself is not repeated', async () => {
    await set({ confirmsOptOut: true });
    await world.receive(number, 'STOP');
    expect((await preflight()).sendable).toBe(false);
    await world.receive(number, 'HELP');
    await world.receive(number, 'START');
    expect((await preflight()).sendable).toBe(true);
    expect(await world.outbound()).toEqual([]);
  });

  test('what the carrier made of the text wins, and the history keeps no sentence', async () => {
    await world.receive(number, 'Please leave me alone', { consentKeyword: 'stop' });
    expect((await preflight()).sendable).toBe(false);
    expect(await world.entries()).toMatchObject([{ action: 'opt_out', source: 'keyword', keyword: 'STOP' }]);
  });

  test('START lifts, is confirmed, and opts the person in; a second one is not answered', async () => {
    await world.receive(number, 'STOP');
    await world.receive(number, 'START');
    await world.receive(number, 'UNSTOP');
    expect(bodies(await world.claimAll())).toEqual([
      expect.stringContaining('opted out'),
      expect.stringContaining('again'),
    ]);
    expect((await preflight()).consent).toMatchObject({ state: 'opted_in', code: 'consent_opted_in' });
    await send();
    expect((await world.entries()).map(({ action }) => action)).toEqual([
      'opt_out',
      'lift_opt_out',
      'opt_in',
      'opt_in',
    ]);
  });

  test('F: nothing is sent to people who opted out: a START that is taken late, and is older than the STOP, lifts nothing', async () => {
    const before = world.time.now();
    world.time.advance(60_000);
    await world.receive(number, 'STOP');
    await world.receive(number, 'START', {}, before);
    expect((await preflight()).sendable).toBe(false);
    expect((await world.entries()).map(({ action }) => action)).toEqual(['opt_out']);
    // The customer's last word counts, not the first that we recorded.
    const between = world.time.now();
    world.time.advance(60_000);
    await world.receive(number, 'STOP');
    await world.receive(number, 'START', {}, between);
    expect((await preflight()).sendable).toBe(false);
    await world.receive(number, 'START');
    expect((await preflight()).consent).toMatchObject({ state: 'opted_in' });
  });

  test('a STOP that is taken late, and is older than the START, opts nobody out', async () => {
    await world.receive(number, 'STOP');
    const between = world.time.now();
    world.time.advance(60_000);
    await world.receive(number, 'START');
    const entries = await world.entries();
    await world.receive(number, 'STOP', {}, between);
    expect((await preflight()).consent).toMatchObject({ state: 'opted_in' });
    expect(await world.entries()).toEqual(entries);
  });

  test('F: nothing is sent to people who opted out: a STOP that is taken late outweighs what an administrator recorded since', async () => {
    const before = world.time.now();
    world.time.advance(60_000);
    const proof = { source: 'admin', recordedBy: clara, note: 'Signed the form last week' } as const;
    await suite.store.transaction((transaction) => recordOptIn(transaction, subject, clara, proof, world.time.now()));
    await world.receive(number, 'STOP', {}, before);
    expect((await preflight()).consent).toMatchObject({ state: 'opted_out' });
  });

  test('YES lifts nothing, unless the carrier took it for START', async () => {
    await world.receive(number, 'STOP');
    await world.receive(number, 'YES');
    expect((await preflight()).sendable).toBe(false);
    await world.receive(number, 'YES', { consentKeyword: 'start' });
    expect((await preflight()).sendable).toBe(true);
  });

  test('YES that the carrier took for START, and that lifts nothing, answers some question and opts nobody in', async () => {
    await world.receive(number, 'YES', { consentKeyword: 'start' });
    expect(await world.outbound()).toEqual([]);
    expect(await world.entries()).toEqual([]);
  });

  test('HELP is answered with the text of the channel, in its own words or in the language of the person', async () => {
    await suite.store.query.updateTable('users').set({ language: 'de-AT' }).where('id', '=', clara).execute();
    await world.receive(number, 'Hilfe');
    expect(bodies(await world.claimAll())).toEqual([expect.stringContaining('Schreiben Sie uns hier')]);
    await set({ channels: { sms: { consentTexts: { help: '{sender} helps: $& 1-2-3' } } } });
    await world.receive(number, 'HELP');
    expect(bodies(await world.claimAll())).toEqual(['Support helps: $& 1-2-3']);
  });

  test('HELP of somebody who opted out is not answered: only the confirmation goes out', async () => {
    await world.receive(number, 'STOP');
    await world.receive(number, 'HELP');
    expect(bodies(await world.claimAll())).toEqual([expect.stringContaining('opted out')]);
    expect((await world.outbound()).at(-1)).toMatchObject({ state: 'canceled', cause_code: 'opted_out' });
  });

  test('keywords stand in the thread, where the agent sees them, and are history', async () => {
    await world.receive(number, 'STOP');
    const inbound = await suite.store.query
      .selectFrom('messages')
      .select('body')
      .where('direction', '=', 'inbound')
      .execute();
    expect(inbound).toEqual([{ body: 'STOP' }]);
    const history = await suite.store.query.selectFrom('history_entries').select(['kind', 'detail']).execute();
    expect(history).toEqual([{ kind: 'opted_out', detail: { source: 'keyword', word: 'STOP' } }]);
  });

  test('a keyword is not for the virtual agent, and STOP takes the conversation from it; agents are not asked to answer', async () => {
    const { id } = await world.conversation({ recipientId: number, virtualAgent: true });
    const conversation = () =>
      suite.store.query.selectFrom('interactions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    await world.receive(number, 'HELP');
    expect(await conversation()).toMatchObject({ virtual_agent: true });
    await world.receive(number, 'STOP');
    expect(await conversation()).toMatchObject({ virtual_agent: false, assigned_to_id: null, waiting_for: null });
    expect(await suite.store.query.selectFrom('virtual_agent_turns').selectAll().execute()).toEqual([]);
    const kinds = await suite.store.query.selectFrom('notifications').select('kind').execute();
    expect(kinds.map(({ kind }) => kind)).not.toContain('handed_off');
  });

  test('a carrier that refuses because of an opt-out is believed, once', async () => {
    await send();
    await send('support', 'Second');
    const claim = { now: start, plugins: ['scripted'], limit: 10, owner: 'test', leaseMs: 60_000 };
    const [claimed] = await claimDue(suite.store, claim);
    const rejected = {
      outcome: 'rejected',
      code: '21610',
      reason: 'The recipient opted out.',
      optedOut: true,
    } as const;
    await recordOutcome(suite.store, world.live, claimed?.id ?? '', 1, rejected, later(1));
    await recordOutcome(suite.store, world.live, claimed?.id ?? '', 1, rejected, later(2));
    expect(await world.entries()).toMatchObject([{ action: 'opt_out', source: 'carrier', message_id: claimed?.id }]);
    expect(await world.outbound()).toMatchObject([
      { state: 'failed', cause_code: '21610' },
      { body: 'Second', state: 'canceled', cause_code: 'opted_out' },
    ]);
    expect((await preflight()).consent?.explanation).toContain('with the carrier');
  });

  test.each(['known', 'late'])(
    'a receipt that tells of an opt-out is believed, once: of a message that is %s',
    async (when) => {
      await send();
      const claim = { now: start, plugins: ['scripted'], limit: 10, owner: 'test', leaseMs: 60_000 };
      const [claimed] = await claimDue(suite.store, claim);
      const id = claimed?.id ?? '';
      const accepted = { outcome: 'accepted', carrierMessageId: 'SM1' } as const;
      if (when === 'known') await recordOutcome(suite.store, world.live, id, 1, accepted, later(1));
      const receipt = {
        kind: 'receipt',
        eventId: 'r-1',
        carrierMessageId: 'SM1',
        state: 'undelivered',
        code: '30004',
        optedOut: true,
      } as const;
      for (let time = 0; time < 2; time += 1) {
        await suite.store.transaction((transaction) =>
          recordReceipt(transaction, world.live, 'scripted', receipt, later(1)),
        );
      }
      if (when === 'late') await recordOutcome(suite.store, world.live, id, 1, accepted, later(2));
      await matchLateReceipts(suite.store, world.live, world.time.now());
      expect(await world.entries()).toMatchObject([{ action: 'opt_out', source: 'carrier', event_id: 'r-1' }]);
      expect(await world.outbound()).toMatchObject([{ state: 'undelivered', cause_code: '30004' }]);
      expect((await preflight()).sendable).toBe(false);
    },
  );

  test('a refusal of what was handed over before the opt-out was lifted is no news', async () => {
    await send();
    const claim = { now: start, plugins: ['scripted'], limit: 10, owner: 'test', leaseMs: 60_000 };
    const [claimed] = await claimDue(suite.store, claim);
    await world.receive(number, 'STOP');
    world.time.advance(60_000);
    await world.receive(number, 'START');
    const rejected = {
      outcome: 'rejected',
      code: '21610',
      reason: 'The recipient opted out.',
      optedOut: true,
    } as const;
    await recordOutcome(suite.store, world.live, claimed?.id ?? '', 1, rejected, later(2));
    expect((await preflight()).sendable).toBe(true);
  });

  test('a channel that asks for an opt-in is closed to everybody else, and no one inherits one', async () => {
    await set({ channels: { sms: { requireOptIn: true, manualRecipientEntry: true } } });
    expect((await preflight()).blockers).toMatchObject([{ code: 'opt_in_required', field: 'to' }]);
    await expect(send()).rejects.toMatchObject({ code: 'opt_in_required' });
    const proof = { source: 'admin', recordedBy: maya.userId, note: 'Signed form 12' } as const;
    await suite.store.transaction(async (transaction) => {
      await transaction.lockRecipients([subject]);
      await recordOptIn(transaction, subject, clara, proof, start);
    });
    expect((await preflight()).consent).toMatchObject({ state: 'opted_in', source: 'admin' });
    await send();
    const zoe = await world.user('Zoe', { phones: [number] });
    const other = await world.interaction({ consumer: zoe });
    const seen = await world.composing.preflight(maya, other.number, composition());
    expect(seen.blockers).toMatchObject([
      { code: 'opt_in_required', reason: expect.stringContaining('somebody else') },
    ]);
  });

  test('an opt-out ends the opt-ins of its number', async () => {
    await world.receive(number, 'START');
    await world.receive(number, 'STOP');
    expect(await suite.store.query.selectFrom('consent_opt_ins').selectAll().execute()).toEqual([]);
  });

  test('compose options show the state for every group of senders, and block only when no group may write', async () => {
    const recipient = async () => {
      const options = await world.composing.options(maya, source.number);
      return options.channels[0]?.recipients[0];
    };
    expect((await recipient())?.consents).toMatchObject([
      { senderGroup: 'default', state: 'unknown' },
      { senderGroup: 'marketing', state: 'unknown' },
    ]);
    await world.receive(number, 'STOP');
    expect(await recipient()).toMatchObject({
      available: true,
      consents: [{ state: 'opted_out', code: 'recipient_opted_out' }, { state: 'unknown' }],
    });
    await world.receive(number, 'STOP', { to: 'news' });
    expect(await recipient()).toMatchObject({ available: false, reasons: [{ code: 'recipient_opted_out' }] });
  });

  test('the database keeps it: one opt-out, a history that does not change, an exemption for the system only', async () => {
    const live = new LiveEventBus(suite.store, silentLogger);
    await world.receive(number, 'STOP');
    const [entry] = await world.entries();
    const { query } = suite.store;
    await expect(
      query
        .insertInto('consent_opt_outs')
        .values({
          channel: 'sms',
          sender_group: 'default',
          match_key: number,
          recipient_id: number,
          entry_id: entry?.id ?? '',
        })
        .execute(),
    ).rejects.toMatchObject({ code: '23505' });
    await expect(query.updateTable('consent_entries').set({ note: 'Never' }).execute()).rejects.toThrow(
      'does not change',
    );
    await expect(query.deleteFrom('consent_entries').execute()).rejects.toMatchObject({ code: '23503' });
    await expect(
      query
        .updateTable('messages')
        .set({ consent_exempt: true, author_kind: 'agent' })
        .where('direction', '=', 'outbound')
        .execute(),
    ).rejects.toMatchObject({ code: '23514' });
    await expect(
      query.updateTable('messages').set({ sender_group: null }).where('direction', '=', 'outbound').execute(),
    ).rejects.toMatchObject({ code: '23514' });
    live.close();
  });
});
