import { ChannelProvider, type SenderChoice, SenderSelector, type SenderSituation } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Actor } from '../messaging.js';
import { ComposeWorld } from '../testing/compose-world.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';

const mobile = '+12025550143';
const british = '+442079460123';

/** A selector that says what a test wants, and remembers what it was asked. */
class ScriptedSelector implements SenderSelector {
  readonly asked: SenderSituation[] = [];
  answer: (situation: SenderSituation) => unknown = () => null;
  valid = true;

  isValidForChannel(): boolean {
    return this.valid;
  }

  async selectSender(situation: SenderSituation): Promise<SenderChoice | null> {
    this.asked.push(situation);
    return (await this.answer(situation)) as SenderChoice | null;
  }
}

const takes = (senderId: string) => () => ({ senderId, code: 'by_test', reason: `The test wants ${senderId}` });

describeStores('Selecting the sender', (suite) => {
  let selector: ScriptedSelector;
  let world: ComposeWorld;
  let me: Actor;
  let customer: string;

  beforeEach(async () => {
    selector = new ScriptedSelector();
    world = new ComposeWorld(suite.store, {
      contributions: [{ point: SenderSelector, plugin: 'chooser', instance: selector }],
      manualDeadlines: true,
    });
    me = await world.agent('Maya');
    customer = await world.user('Ana', { phones: [mobile], country: 'US', timeZone: 'America/New_York' });
  });

  const record = async (consumer = customer) => (await world.interaction({ consumer })).number;
  const to = (recipientId: string, from?: string) => ({
    channel: 'sms',
    to: { recipientId },
    body: 'Hello',
    ...(from !== undefined && { from }),
  });
  const verdictOf = (verdicts: readonly { readonly point: string }[]) =>
    verdicts.find(({ point }) => point === 'sender-selector');

  test('its answer is the sender, with its reason, in compose options and in preflight with the trace', async () => {
    selector.answer = takes('sales');
    const number = await record();
    const { channels } = await world.composing.options(me, number);
    expect(channels[0]).toMatchObject({
      defaultSender: 'sales',
      recipients: [{ defaultSender: 'sales', defaultSenderExplanation: 'The test wants sales' }],
    });
    const preflight = await world.composing.preflight(me, number, to(mobile));
    expect(preflight.sender).toMatchObject({ id: 'sales', explanation: 'The test wants sales' });
    expect(verdictOf(preflight.verdicts)).toMatchObject({
      plugin: 'chooser',
      contribution: 'ScriptedSelector',
      verdict: 'answered',
      code: 'by_test',
      reason: 'The test wants sales',
    });
    const { result } = await world.composing.send(me, number, { ...to(mobile), planId: preflight.planId });
    expect(result.preflight.sender?.id).toBe('sales');
  });

  test('what it is told', async () => {
    const paced = {
      id: 'uk',
      address: '+442079460100',
      name: 'UK',
      country: 'GB',
      pace: { segmentsPerSecond: 0.5, burst: 1 },
    };
    const free = { id: 'us', address: '+12025550100', name: 'US', country: 'US', group: 'american' };
    world = new ComposeWorld(suite.store, {
      contributions: [{ point: SenderSelector, plugin: 'chooser', instance: selector }],
      carriers: [{ plugin: 'scripted', carrier: new ScriptedCarrier([free, paced]) }],
      manualDeadlines: true,
    });
    const { id } = await world.conversation({ recipientId: british, senderId: 'uk', state: 'closed_complete' });
    const queued = await world.message(id, british);
    await suite.store.query
      .updateTable('messages')
      .set({ sender_id: 'uk', segments: 5 })
      .where('id', '=', queued)
      .execute();
    world.sendRecord.note({ plugin: 'scripted', channel: 'sms', senderId: 'us' }, false, world.time.now());
    await world.composing.preflight(me, await record(), { ...to(''), to: { manual: british } });
    expect(selector.asked).toEqual([
      {
        channel: 'sms',
        at: world.time.now(),
        recipient: { recipientId: british, country: 'GB' },
        person: {
          reference: { source: 'hailpoint', id: customer },
          country: 'US',
          timeZone: 'America/New_York',
        },
        senders: [
          {
            id: 'us',
            address: '+12025550100',
            name: 'US',
            country: 'US',
            group: 'american',
            plugin: 'scripted',
            health: { circuit: 'closed', failuresInARow: 1, waitMs: 0 },
          },
          {
            id: 'uk',
            address: '+442079460100',
            name: 'UK',
            country: 'GB',
            group: 'default',
            plugin: 'scripted',
            // Five segments go first, and one is in the bucket: the sixth goes after ten seconds.
            health: { circuit: 'closed', failuresInARow: 1, waitMs: 10_000 },
          },
        ],
        running: null,
        lastUsed: 'uk',
      },
    ]);
  });

  test("an agent's choice is kept, a reply goes out from its conversation's sender, and one sender is no choice", async () => {
    selector.answer = takes('sales');
    const number = await record();
    const preflight = await world.composing.preflight(me, number, to(mobile, 'support'));
    expect(preflight.sender).toMatchObject({ id: 'support', explanation: 'Chosen by you' });
    const conversation = await world.conversation({ recipientId: mobile, user: customer, assignedTo: me.userId });
    const reply = await world.composing.preflightReply(me, conversation.number, { body: 'Hello' });
    expect(reply.sender).toMatchObject({ id: 'support', explanation: 'The sender of this conversation' });
    world.carrier.ours.splice(1);
    const only = await world.composing.preflight(me, number, to(mobile));
    expect(only.sender).toMatchObject({ id: 'support', explanation: 'The only sender of this channel' });
    expect(selector.asked).toEqual([]);
  });

  test('without an answer, the running conversation, else the last used, else the first', async () => {
    const number = await record();
    const chosen = async () => {
      const { sender } = await world.composing.preflight(me, number, to(mobile));
      const { running = null, lastUsed = null } = selector.asked.at(-1) ?? {};
      return [sender?.id, running, lastUsed];
    };
    expect(await chosen()).toEqual(['support', null, null]);
    await world.conversation({ recipientId: mobile, senderId: 'sales', state: 'closed_complete' });
    expect(await chosen()).toEqual(['sales', null, 'sales']);
    await world.conversation({ recipientId: mobile, senderId: 'support' });
    expect(await chosen()).toEqual(['support', 'support', 'support']);
    selector.valid = false;
    const { sender, verdicts } = await world.composing.preflight(me, number, to(mobile));
    expect(sender?.explanation).toBe('The sender of the running conversation with this recipient');
    expect(verdictOf(verdicts)).toMatchObject({ verdict: 'not_valid' });
  });

  describe('one that fails is skipped, the next is asked, and the trace says so', () => {
    const longReason = 'x'.repeat(501);
    test.each<[string, unknown, string]>([
      ['names a sender that is not offered', { senderId: 'fax', code: 'c', reason: 'r' }, 'sender_not_offered'],
      ['names no sender', { code: 'c', reason: 'r' }, 'garbage_answer'],
      ['gives no reason', { senderId: 'sales', code: 'c', reason: ' ' }, 'garbage_answer'],
      ['gives no code', { senderId: 'sales', reason: 'r' }, 'garbage_answer'],
      ['gives a reason that is too long', { senderId: 'sales', code: 'c', reason: longReason }, 'garbage_answer'],
      ['answers a sentence', 'sales', 'garbage_answer'],
      ['answers nothing', undefined, 'garbage_answer'],
    ])('it %s', async (_name, answer, code) => {
      selector.answer = () => answer;
      const preflight = await world.composing.preflight(me, await record(), to(mobile));
      expect(preflight.sender).toMatchObject({ id: 'support', explanation: 'The first sender of this channel' });
      expect(verdictOf(preflight.verdicts)).toMatchObject({ verdict: 'failed', code });
      expect(preflight.sendable).toBe(true);
    });

    test('it throws; the next one answers', async () => {
      const next = new ScriptedSelector();
      world = new ComposeWorld(suite.store, {
        contributions: [
          { point: SenderSelector, plugin: 'chooser', instance: selector },
          { point: SenderSelector, plugin: 'next', instance: next },
        ],
      });
      selector.answer = () => {
        throw new Error('down');
      };
      next.answer = takes('sales');
      const { sender, verdicts } = await world.composing.preflight(me, await record(), to(mobile));
      expect(sender?.id).toBe('sales');
      expect(
        verdicts.filter(({ point }) => point === 'sender-selector').map(({ plugin, verdict }) => [plugin, verdict]),
      ).toEqual([
        ['chooser', 'failed'],
        ['next', 'answered'],
      ]);
    });

    test('it does not answer within a second', async () => {
      selector.answer = () => {
        void world.time.advanceAfterWork(1_000);
        return new Promise(() => {});
      };
      const { sender, verdicts } = await world.composing.preflight(me, await record(), to(mobile));
      expect(sender?.id).toBe('support');
      expect(verdictOf(verdicts)).toMatchObject({ verdict: 'late', code: 'deadline_exceeded' });
    });
  });

  test('the plan holds the sender, and not what led to it', async () => {
    const number = await record();
    selector.answer = takes('support');
    const seen = await world.composing.preflight(me, number, to(mobile));
    selector.answer = () => ({ senderId: 'support', code: 'other', reason: 'For another reason' });
    expect((await world.composing.preflight(me, number, to(mobile))).planId).toBe(seen.planId);
    selector.answer = takes('sales');
    await expect(world.composing.send(me, number, { ...to(mobile), planId: seen.planId })).rejects.toMatchObject({
      code: 'plan_changed',
    });
    expect(world.carrier.sent).toEqual([]);
  });

  test('what is scheduled keeps the sender that was agreed; nobody knows how long it waits then', async () => {
    selector.answer = takes('sales');
    const number = await record();
    const sendAt = new Date(world.time.now().getTime() + 3_600_000).toISOString();
    const { preflight } = await world.scheduled.preflight(me, number, { ...to(mobile), sendAt });
    const { result } = await world.scheduled.schedule(me, number, { ...to(mobile), sendAt, planId: preflight.planId });
    expect(result.from).toBe('sales');
    expect(selector.asked[0]).toMatchObject({ at: new Date(sendAt) });
    expect(selector.asked[0]?.senders.map(({ health }) => health.waitMs)).toEqual([null, null]);
  });

  test('a provider that failed several times in a row shows in the health of its senders', async () => {
    const [provider] = world.points.contributions(ChannelProvider);
    for (let failure = 0; failure < 5; failure += 1) {
      await world.points.guarded(ChannelProvider, provider!, () => {
        throw new Error('down');
      });
    }
    const number = await record();
    const circuits = async () => {
      await world.composing.preflight(me, number, to(mobile));
      return selector.asked.at(-1)?.senders.map(({ health }) => health.circuit);
    };
    expect(await circuits()).toEqual(['open', 'open']);
    world.time.advance(30_000);
    expect(await circuits()).toEqual(['half_open', 'half_open']);
  });
});
