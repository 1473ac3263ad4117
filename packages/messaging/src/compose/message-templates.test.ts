import type { MessageTemplate } from '@hailpoint/kernel';
import { CustomerServiceWindow, WhatsAppCloudConfig } from '@hailpoint/plugin-whatsapp-cloud';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DeliveryWorker } from '../delivery/delivery-worker.js';
import { recordOutcome } from '../delivery/record-outcome.js';
import { appendInbound } from '../inbound/append-inbound.js';
import { DatabaseMessageService } from '../look-up/database-message-service.js';
import type { Actor } from '../messaging.js';
import type { Composition } from '../model/composition.js';
import type { Preflight } from '../model/preflight.js';
import type { ScheduleRequest } from '../model/scheduled-message.js';
import { ScheduledWorker } from '../scheduled/scheduled-worker.js';
import { queueMessage } from '../send/queue-message.js';
import { claimDue } from '../testing/claim-due.js';
import { ComposeWorld, start } from '../testing/compose-world.js';
import { eventually } from '../testing/eventually.js';
import { TemplateCarrier } from '../testing/template-carrier.js';
import { silentLogger } from '../testing/test-points.js';

const recipientId = '+12025550143';
const second = 1_000;
const day = 86_400 * second;
const supportLine = { id: 'support', address: '+12025550100', name: 'Support' };
const salesLine = { id: 'sales', address: '+12025550101', name: 'Sales' };

const reminder: MessageTemplate = {
  id: 'reminder:en',
  name: 'Reminder',
  language: 'en',
  body: 'Hello {{name}}, see you on {{day}}.',
  variables: [
    { name: 'name', label: 'Name', maxLength: 20 },
    { name: 'day', example: 'Monday' },
  ],
};
const offer: MessageTemplate = {
  id: 'offer:en',
  name: 'Offer',
  language: 'en',
  body: 'A new offer is there.',
  variables: [],
  senderIds: ['sales'],
};
const filled = { id: 'reminder:en', variables: { name: 'Ana', day: 'Monday' } };
const text = 'Hello Ana, see you on Monday.';

describeStores('templates, with the customer service window of WhatsApp', (suite) => {
  let world: ComposeWorld;
  let carrier: TemplateCarrier;
  let me: Actor;
  let customer: string;
  let source: { id: string; number: string };
  let workers: { stop(): Promise<void> }[];

  beforeEach(async () => {
    carrier = new TemplateCarrier([supportLine, salesLine], [reminder, offer]);
    world = new ComposeWorld(suite.store, { carriers: [{ plugin: 'scripted', carrier }] });
    const config = Object.assign(new WhatsAppCloudConfig(), { templates: [{}] });
    const window = new CustomerServiceWindow(config);
    world.available = (situation) => window.isChannelAvailable(situation);
    me = await world.agent('Maya');
    customer = await world.user('Ana', { phones: [recipientId] });
    source = await world.interaction({ consumer: customer });
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  const to = { channel: 'sms', to: { recipientId }, from: 'support' };
  const preflight = (more: Partial<Composition>) => world.composing.preflight(me, source.number, { ...to, ...more });
  const send = (more: Partial<Composition> & { planId?: string }) =>
    world.composing.send(me, source.number, { ...to, ...more });
  const codes = ({ blockers }: Preflight) => blockers.map(({ code, field }) => [code, field]);
  const messages = () => suite.store.query.selectFrom('messages').selectAll().orderBy('position').execute();
  const message = async (id: string) => (await messages()).find((one) => one.id === id)!;

  /** The customer wrote to the sender; the conversation is the agent's. */
  const wrote = async (at: Date, change: Partial<Parameters<ComposeWorld['conversation']>[0]> = {}) => {
    const profileId = await world.profile(recipientId, customer);
    const row = { recipientId, user: customer, profileId, assignedTo: me.userId, lastInboundAt: at, ...change };
    return world.conversation(row);
  };
  const writesAgain = (at: Date) =>
    appendInbound(suite.store, world.live, {
      pluginId: 'scripted',
      eventId: `event-${at.getTime()}`,
      channel: 'sms',
      addressKind: 'phone',
      sender: supportLine,
      recipientId,
      matchKey: recipientId,
      carrierMessageId: `carrier-${at.getTime()}`,
      body: 'Yes please',
      media: [],
      at,
    });
  const deliver = () => {
    const worker = new DeliveryWorker({
      store: suite.store,
      points: world.points,
      live: world.live,
      clock: world.time,
      logger: silentLogger,
      mediaOf: async () => [],
      sendRecord: world.sendRecord,
    });
    workers.push(worker);
    worker.start();
  };
  const settled = (id: string) =>
    eventually(async () => {
      const row = await message(id);
      return row.state === 'queued' || row.state === 'sending' ? undefined : row;
    });

  describe('E9: a free-text compose outside of the window', () => {
    test('is offered the template, and cannot be sent as text', async () => {
      const [channel] = (await world.composing.options(me, source.number)).channels;
      expect(channel).toMatchObject({ available: true, reasons: [] });
      expect(channel?.recipients).toMatchObject([
        { recipientId, available: false, templateOnly: true, reasons: [{ code: 'outside_window' }], notes: [] },
      ]);
      expect(channel?.templates).toEqual([
        {
          id: 'reminder:en',
          name: 'Reminder',
          language: 'en',
          body: 'Hello {{name}}, see you on {{day}}.',
          variables: [
            { name: 'name', label: 'Name', example: null, maxLength: 20 },
            { name: 'day', label: 'day', example: 'Monday', maxLength: null },
          ],
          senderIds: ['support', 'sales'],
        },
        {
          id: 'offer:en',
          name: 'Offer',
          language: 'en',
          body: 'A new offer is there.',
          variables: [],
          senderIds: ['sales'],
        },
      ]);

      const refused = await preflight({ body: 'Hello' });
      expect(refused).toMatchObject({ sendable: false, templateOnly: true });
      expect(codes(refused)).toEqual([['outside_window', 'channel']]);
      expect(refused.blockers[0]?.reason).toMatch(/approved template/);
      // Agreeing to the preflight that says so changes nothing.
      for (const agreement of [{}, { planId: refused.planId }]) {
        await expect(send({ body: 'Hello', ...agreement })).rejects.toMatchObject({ code: 'outside_window' });
      }
      expect(await messages()).toEqual([]);
      expect(carrier.sent).toEqual([]);
    });

    test('goes as the template: rendered for the thread, named for the carrier', async () => {
      const seen = await preflight({ template: filled });
      expect(seen).toMatchObject({
        sendable: true,
        template: { id: 'reminder:en', name: 'Reminder', language: 'en', text },
        text: { characters: text.length },
      });
      expect(seen).not.toHaveProperty('templateOnly');
      const { result } = await send({ template: filled, planId: seen.planId });
      expect(result.message).toMatchObject({
        body: text,
        template: { id: 'reminder:en', name: 'Reminder', language: 'en' },
      });
      const [row] = await messages();
      expect(JSON.stringify(row?.preflight)).not.toContain('Monday');
      expect(row?.preflight).toMatchObject({ template: { id: 'reminder:en', name: 'Reminder', language: 'en' } });
      expect(row).toMatchObject({ body: text, template: { ...filled, name: 'Reminder', language: 'en' } });
      const thread = await world.composing.options(me, source.number);
      expect(thread.runningConversations).toHaveLength(1);

      deliver();
      expect(await settled(row!.id)).toMatchObject({ state: 'sent' });
      expect(carrier.sent).toMatchObject([{ body: text, template: { ...filled, language: 'en' } }]);
    });

    test('without a template there is no way, and none is offered', async () => {
      carrier.approved = [];
      const [channel] = (await world.composing.options(me, source.number)).channels;
      expect(channel).toMatchObject({ templates: [], recipients: [{ available: false, templateOnly: false }] });
      expect(await preflight({ body: 'Hello' })).not.toHaveProperty('templateOnly');
    });

    test('what else is in the way is in the way of templates too', async () => {
      await world.optOut(recipientId, me);
      const [channel] = (await world.composing.options(me, source.number)).channels;
      expect(channel?.recipients).toMatchObject([{ available: false, templateOnly: false }]);
      const optedOut = await preflight({ body: 'Hello' });
      expect(codes(optedOut).map(([code]) => code)).toEqual(['outside_window', 'recipient_opted_out']);
      expect(optedOut).not.toHaveProperty('templateOnly');
      world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
      expect(await preflight({ body: 'Hello' })).not.toHaveProperty('templateOnly');
    });
  });

  test.each([
    [-2 * second, true],
    [-second, true],
    [0, false],
    [second, false],
  ])('E9: %i ms from the end of the window, text may go: %s; a template always', async (fromEnd, goes) => {
    await wrote(new Date(start.getTime() - day - fromEnd));
    const answer = await preflight({ body: 'Hello' });
    expect([answer.sendable, codes(answer)]).toEqual(goes ? [true, []] : [false, [['outside_window', 'channel']]]);
    if (goes) await send({ body: 'Hello' });
    else await expect(send({ body: 'Hello' })).rejects.toMatchObject({ code: 'outside_window' });
    expect(await preflight({ template: filled })).toMatchObject({ sendable: true });
  });

  test('inside of it the agent sees the time that is left, and the message keeps it', async () => {
    const last = new Date(start.getTime() - day + 90 * 60_000);
    await wrote(last);
    const until = new Date(last.getTime() + day);
    const note = { note: expect.stringMatching(/^WhatsApp takes free text/), until: until.toISOString() };
    const [channel] = (await world.composing.options(me, source.number)).channels;
    expect(channel?.recipients).toMatchObject([{ available: true, templateOnly: false, notes: [note] }]);
    const answer = await preflight({ body: 'Hello' });
    expect(answer.notes).toEqual([note]);
    const verdict = answer.verdicts.find(({ point }) => point === 'availability-policy');
    expect(verdict).toMatchObject({ verdict: 'allowed', reason: note.note });
    // Neither the note nor the time is part of what is agreed to.
    world.time.advance(60_000);
    expect((await preflight({ body: 'Hello' })).planId).toBe(answer.planId);
    const { result } = await send({ body: 'Hello', planId: answer.planId });
    expect((await message(result.message.id)).open_until).toEqual(until);
  });

  test('no template is suggested for a policy that failed, where the form asks and where the agent sends', async () => {
    await wrote(new Date(start.getTime() - second));
    const failing = () => {
      let failures = 1;
      world.available = () => {
        if (failures-- > 0) throw new Error('down');
        return { available: true };
      };
    };
    failing();
    const [channel] = (await world.composing.options(me, source.number)).channels;
    expect(channel?.recipients).toMatchObject([
      { available: false, templateOnly: false, reasons: [{ code: 'contribution_failed' }] },
    ]);
    failing();
    const refused = await preflight({ body: 'Hello' });
    expect(codes(refused)).toEqual([['contribution_failed', 'channel']]);
    expect(refused).not.toHaveProperty('templateOnly');
  });

  test('the window is that of the sender and the number, in whichever conversation the customer wrote', async () => {
    const last = new Date(start.getTime() - 60_000);
    await wrote(last, { state: 'closed_complete' });
    expect(await preflight({ body: 'Hello' })).toMatchObject({ sendable: true });
    expect(codes(await preflight({ body: 'Hello', from: 'sales' }))).toEqual([['outside_window', 'channel']]);
  });

  test('it goes by the customer’s own time, however late the carrier told of it', async () => {
    await wrote(new Date(start.getTime() - 3 * day));
    const carriers = new Date(start.getTime() - day - second);
    const told = { ...supportLine };
    await appendInbound(suite.store, world.live, {
      pluginId: 'scripted',
      eventId: 'late',
      channel: 'sms',
      addressKind: 'phone',
      sender: told,
      recipientId,
      matchKey: recipientId,
      carrierMessageId: 'late',
      body: 'Hello?',
      media: [],
      at: start,
      writtenAt: carriers,
    });
    expect(codes(await preflight({ body: 'Hello' }))).toEqual([['outside_window', 'channel']]);
    // A carrier whose clock is ahead opens no longer a window than the message's arrival does.
    await writesAgain(start);
    await appendInbound(suite.store, world.live, {
      pluginId: 'scripted',
      eventId: 'early',
      channel: 'sms',
      addressKind: 'phone',
      sender: told,
      recipientId,
      matchKey: recipientId,
      carrierMessageId: 'early',
      body: 'Hello!',
      media: [],
      at: start,
      writtenAt: new Date(start.getTime() + day),
    });
    const { notes } = await preflight({ body: 'Hello' });
    expect(notes?.[0]?.until).toBe(new Date(start.getTime() + day).toISOString());
  });

  describe('template variables are validated', () => {
    test.each([
      ['missing', { name: 'Ana' }, [['template_variable_missing', '/template/variables/day']]],
      ['empty', { name: 'Ana', day: '  ' }, [['template_variable_missing', '/template/variables/day']]],
      [
        'a line break',
        { name: 'Ana', day: 'Mon\nday' },
        [['template_variable_not_one_line', '/template/variables/day']],
      ],
      ['four spaces', { name: 'A    a', day: 'Mo' }, [['template_variable_not_one_line', '/template/variables/name']]],
      [
        'half of a character',
        { name: 'A\ud83d', day: 'Mo' },
        [['template_variable_not_text', '/template/variables/name']],
      ],
      ['too long', { name: 'A'.repeat(21), day: 'Mo' }, [['template_variable_too_long', '/template/variables/name']]],
      ['unknown', { name: 'Ana', day: 'Mo', more: 'x' }, [['template_variable_unknown', '/template']]],
    ])('%s: refused with the field, and nothing is written', async (_, variables, expected) => {
      const template = { id: 'reminder:en', variables: variables as Record<string, string> };
      expect(await preflight({ template })).toMatchObject({ sendable: false });
      await expect(send({ template })).rejects.toMatchObject({
        fields: expected.map(([code, field]) => expect.objectContaining({ code, field })),
      });
      expect(await messages()).toEqual([]);
    });

    test('a template that is not there, or not this sender’s', async () => {
      for (const id of ['nothing:en', 'offer:en']) {
        expect(codes(await preflight({ template: { id, variables: {} } }))).toEqual([['template_unknown', 'template']]);
      }
      expect(await preflight({ template: { id: 'offer:en', variables: {} }, from: 'sales' })).toMatchObject({
        sendable: true,
      });
    });

    test('neither a text nor a file goes with a template', async () => {
      const file = await world.attachment(me.userId);
      const answer = await preflight({ template: filled, body: 'And this', attachmentIds: [file] });
      expect(codes(answer)).toEqual([
        ['template_with_text', 'body'],
        ['template_with_attachments', 'attachmentIds'],
      ]);
    });

    test('the plan is the plan of these values: with others, 409', async () => {
      const seen = await preflight({ template: filled });
      const other = { id: 'reminder:en', variables: { name: 'Bo', day: 'Monday' } };
      await expect(send({ template: other, planId: seen.planId })).rejects.toMatchObject({ code: 'plan_changed' });
      // The same words as free text are another plan.
      world.available = () => ({ available: true });
      await expect(send({ body: text, planId: seen.planId })).rejects.toMatchObject({ code: 'plan_changed' });
    });
  });

  describe('delivery', () => {
    const queuedText = async () => {
      await wrote(new Date(start.getTime() - day + second));
      return (await send({ body: 'Hello' })).result.message.id;
    };

    test('a text that waited past the end of the window is refused, and never sent', async () => {
      const id = await queuedText();
      world.time.advance(second);
      deliver();
      expect(await settled(id)).toMatchObject({ state: 'failed', cause_code: 'outside_window' });
      expect((await message(id)).cause_reason).toMatch(/free text.*approved template/);
      expect(carrier.sent).toEqual([]);
    });

    test.each([
      [day, 'failed', 0],
      [day - second, 'sent', 1],
    ])('a text that no agent wrote, %i ms after the customer’s last: %s', async (ago, state, sent) => {
      const { id: interactionId } = await wrote(new Date(start.getTime() - ago));
      await suite.store.transaction((transaction) =>
        queueMessage(transaction, {
          interactionId,
          authorKind: 'system',
          body: 'Are you still there?',
          pluginId: 'scripted',
          senderGroup: 'default',
          encoding: 'unicode',
          maximumAgeMs: day,
          at: start,
        }),
      );
      const [queued] = await messages();
      deliver();
      expect(await settled(queued!.id)).toMatchObject({ state });
      expect(carrier.sent).toHaveLength(sent);
    });

    describe('the confirmation of an opt-out', () => {
      const night: ComposeWorld['available'] = () => {
        const until = new Date(start.getTime() + day);
        return { available: false, code: 'quiet_hours', reason: 'It is night.', until };
      };
      const confirm = async (ago: number) => {
        const { id: interactionId } = await wrote(new Date(start.getTime() - ago));
        await suite.store.transaction((transaction) =>
          queueMessage(transaction, {
            interactionId,
            authorKind: 'system',
            confirmsOptOut: true,
            body: 'You are opted out.',
            pluginId: 'scripted',
            senderGroup: 'default',
            encoding: 'unicode',
            maximumAgeMs: day,
            at: start,
          }),
        );
        const [queued] = await messages();
        return queued!.id;
      };

      test.each([
        ['within the window', day - second, 'sent'],
        ['outside of it', day, 'failed'],
      ])('%s, %i ms after their last message: %s', async (_when, ago, state) => {
        const id = await confirm(ago);
        deliver();
        expect(await settled(id)).toMatchObject({ state, cause_code: state === 'sent' ? null : 'outside_window' });
        expect(carrier.sent).toHaveLength(state === 'sent' ? 1 : 0);
      });

      test('outside of it, where no template is approved: given up all the same', async () => {
        carrier.approved = [];
        const id = await confirm(day);
        deliver();
        expect(await settled(id)).toMatchObject({ state: 'failed', cause_code: 'outside_window' });
        expect(carrier.sent).toEqual([]);
      });

      test('at night it is sent all the same', async () => {
        world.available = night;
        const id = await confirm(second);
        deliver();
        expect(await settled(id)).toMatchObject({ state: 'sent' });
      });

      test('when a policy fails it is tried again, and neither sent nor given up', async () => {
        const window = world.available;
        world.available = () => {
          throw new Error('down');
        };
        const id = await confirm(second);
        deliver();
        const waiting = await eventually(async () => {
          const row = await message(id);
          return row.attempts === 1 && row.state !== 'sending' ? row : undefined;
        });
        expect(waiting).toMatchObject({ state: 'queued', cause_code: 'not_now' });
        world.available = window;
        world.time.advance(5 * 60_000);
        expect(await settled(id)).toMatchObject({ state: 'sent' });
      });
    });

    test('a second before its end it is sent', async () => {
      const id = await queuedText();
      world.time.advance(second - 1);
      deliver();
      expect(await settled(id)).toMatchObject({ state: 'sent' });
    });

    test('one whose customer wrote again meanwhile is sent', async () => {
      const id = await queuedText();
      world.time.advance(second / 2);
      await writesAgain(world.time.now());
      world.time.advance(second);
      deliver();
      expect(await settled(id)).toMatchObject({ state: 'sent' });
    });

    test('a template that waited is sent, however long', async () => {
      const id = (await send({ template: filled })).result.message.id;
      world.time.advance(20 * 60 * 60_000);
      deliver();
      expect(await settled(id)).toMatchObject({ state: 'sent' });
      expect(carrier.sent).toMatchObject([{ template: { ...filled, language: 'en' } }]);
    });

    test('at night it waits for the morning, and is refused then', async () => {
      const id = await queuedText();
      const window = world.available;
      const opens = new Date(start.getTime() + 8 * 60 * 60_000);
      world.available = (situation) =>
        situation.at < opens
          ? { available: false, code: 'quiet_hours', reason: 'It is night.', until: opens }
          : window(situation);
      world.time.advance(second);
      deliver();
      const waiting = await eventually(async () => {
        const row = await message(id);
        return row.attempts === 1 && row.state === 'queued' ? row : undefined;
      });
      expect([waiting.cause_code, waiting.due_at]).toEqual(['not_now', opens]);
      world.time.advance(8 * 60 * 60_000);
      expect(await settled(id)).toMatchObject({ state: 'failed', cause_code: 'outside_window' });
      expect(carrier.sent).toEqual([]);
    });

    test('a policy that fails once refuses nothing for good: the text is tried again, and sent', async () => {
      await wrote(new Date(start.getTime() - day / 2));
      const id = (await send({ body: 'Hello' })).result.message.id;
      const window = world.available;
      world.time.advance(11 * 60_000);
      let failures = 1;
      world.available = (situation) => {
        if (failures-- > 0) throw new Error('down');
        return window(situation);
      };
      deliver();
      const waiting = await eventually(async () => {
        const row = await message(id);
        return row.attempts === 1 && row.state !== 'sending' ? row : undefined;
      });
      expect(waiting).toMatchObject({ state: 'queued', cause_code: 'not_now' });
      world.time.advance(5 * 60_000);
      expect(await settled(id)).toMatchObject({ state: 'sent' });
    });

    test('a template is not sent to somebody who opted out meanwhile', async () => {
      const id = (await send({ template: filled })).result.message.id;
      await world.optOut(recipientId, me);
      deliver();
      expect(await settled(id)).toMatchObject({ state: 'canceled', cause_code: 'opted_out' });
      await expect(send({ template: filled })).rejects.toMatchObject({ code: 'recipient_opted_out' });
      expect(carrier.sent).toEqual([]);
    });

    test('sent again after an unknown outcome, it is the same template', async () => {
      const { result } = await send({ template: filled });
      const { id } = result.message;
      await claimDue(suite.store, { now: world.time.now() });
      const late = { outcome: 'unknown', code: 'provider_late', reason: 'No answer in time.' } as const;
      await recordOutcome(suite.store, world.live, id, 1, late, world.time.now());
      const service = new DatabaseMessageService({ ...world.sending, mediaOf: async () => [] });
      const again = await service.resend(me, id, { confirm: ['may_arrive_twice'] });
      expect(again.result).toMatchObject({ state: 'queued', body: text, template: { id: 'reminder:en' } });
      deliver();
      await settled(id);
      expect(carrier.sent).toMatchObject([{ attempt: 2, template: { ...filled, language: 'en' } }]);
    });
  });

  describe('replies', () => {
    test('outside of the window a reply is offered the template, and goes as one', async () => {
      const { number } = await wrote(new Date(start.getTime() - day));
      expect(await world.composing.replyOptions(me, number)).toMatchObject({
        interaction: number,
        templateOnly: true,
        reasons: [{ code: 'outside_window' }],
        notes: [],
        templates: [{ id: 'reminder:en', senderIds: ['support'] }],
      });
      expect(await world.composing.preflightReply(me, number, { body: 'Hello' })).toMatchObject({ templateOnly: true });
      await expect(world.composing.reply(me, number, { body: 'Hello' })).rejects.toMatchObject({
        code: 'outside_window',
      });
      const { result } = await world.composing.reply(me, number, { template: filled });
      expect(result).toMatchObject({ workflow: 'appended', message: { body: text, template: { id: 'reminder:en' } } });
      expect((await message(result.message.id)).template).toMatchObject(filled);
    });

    test('inside of it the form shows the time that is left', async () => {
      const { number } = await wrote(new Date(start.getTime() - day + 61 * second));
      expect(await world.composing.replyOptions(me, number)).toMatchObject({
        templateOnly: false,
        reasons: [],
        notes: [{ until: new Date(start.getTime() + 61 * second).toISOString() }],
      });
    });
  });

  describe('scheduled', () => {
    const hour = 60 * 60_000;
    const schedule = async (request: Partial<ScheduleRequest>, after = hour) => {
      const sendAt = new Date(world.time.now().getTime() + after).toISOString();
      return (await world.scheduled.schedule(me, source.number, { ...to, sendAt, ...request })).result;
    };
    const fire = async (after = hour) => {
      world.time.advance(after);
      const worker = new ScheduledWorker({ ...world.sending, logger: silentLogger });
      while (await worker.look());
    };

    test('a template is kept, and sent as what the agent saw', async () => {
      const { id, body, template } = await schedule({ template: filled });
      expect([body, template]).toEqual([text, { ...filled, name: 'Reminder', language: 'en' }]);
      await fire();
      expect(await world.scheduled.get(me, id)).toMatchObject({ state: 'sent', body: text });
      expect(await messages()).toMatchObject([{ body: text, template: { ...filled, language: 'en' } }]);
    });

    test('one whose text is another one by then needs attention', async () => {
      const { id } = await schedule({ template: filled });
      carrier.approved = [{ ...reminder, body: 'Dear {{name}}, see you on {{day}}.' }];
      await fire();
      expect(await world.scheduled.get(me, id)).toMatchObject({
        state: 'needs_attention',
        cause: { reason: expect.stringMatching(/text of the template/) },
      });
      expect(await messages()).toEqual([]);
    });

    test('a text for a moment outside of the window is refused', async () => {
      await wrote(new Date(start.getTime() - day + hour));
      await expect(schedule({ body: 'Hello' })).rejects.toMatchObject({ code: 'outside_window' });
      await schedule({ body: 'Hello' }, hour - second);
    });

    test('a text whose turn comes after the end of the window is not sent, and needs attention', async () => {
      await wrote(new Date(start.getTime() - day + hour));
      const { id } = await schedule({ body: 'Hello' }, hour - second);
      // No worker looked for two seconds.
      await fire(hour + second);
      expect(await world.scheduled.get(me, id)).toMatchObject({
        state: 'needs_attention',
        cause: { code: 'outside_window', reason: expect.stringMatching(/approved template/) },
      });
      expect(await messages()).toEqual([]);
    });

    test('a text becomes a template and a template a text, whole', async () => {
      await wrote(start);
      const { id, version } = await schedule({ body: 'Hello' });
      const changed = await world.scheduled.update(me, id, version, { template: filled });
      expect([changed.body, changed.template?.id]).toEqual([text, 'reminder:en']);
      const later = await world.scheduled.update(me, id, changed.version, {
        sendAt: new Date(start.getTime() + 2 * hour).toISOString(),
      });
      expect([later.body, later.template?.variables]).toEqual([text, filled.variables]);
      const back = await world.scheduled.update(me, id, later.version, { body: 'Hello again' });
      expect([back.body, back.template]).toEqual(['Hello again', undefined]);
    });
  });
});
