import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { DatabaseInteractionService } from '../interactions/interaction-service.js';
import type { Actor } from '../messaging.js';
import type { SendRequest } from '../model/composition.js';
import type { Story } from '../model/story.js';
import { ComposeWorld } from '../testing/compose-world.js';
import { storyLines } from '../testing/story-lines.js';
import { DatabaseHistoryService } from './history-service.js';

const recipientId = '+12025550143';
const hello = { channel: 'sms', to: { recipientId }, from: 'support', body: 'Hello' };

describeStores('History', (suite) => {
  let world: ComposeWorld;
  let history: DatabaseHistoryService;
  let interactions: DatabaseInteractionService;
  let me: Actor;
  let customer: string;
  let source: { id: string; number: string };

  beforeEach(async () => {
    world = new ComposeWorld(suite.store);
    const { store, points, time: clock, live } = world;
    history = new DatabaseHistoryService({ store, points, clock });
    interactions = new DatabaseInteractionService({ store, points, clock, live });
    me = { ...(await world.agent('Maya')), via: 'session' };
    customer = await world.user('Ana', { phones: [recipientId] });
    source = await world.interaction({ consumer: customer });
  });

  const send = (request: Partial<SendRequest> = {}) =>
    world.composing.send(me, source.number, { ...hello, ...request });
  const refused = async (request: Partial<SendRequest> = {}) => {
    await expect(send(request)).rejects.toThrow();
  };
  const tell = (number = source.number, query = {}) => history.ofInteraction(me, number, query);
  const sentences = ({ chapters }: Story) => chapters.map(({ sentence }) => sentence);
  const entries = () => suite.store.query.selectFrom('history_entries').selectAll().orderBy('id').execute();

  describe('a send', () => {
    test('is told by the record it was composed from, by its conversation, and by the message itself', async () => {
      const { planId } = await world.composing.preflight(me, source.number, hello);
      const { result } = await send({ planId });
      const { number } = result.interaction;
      const asked = `Maya composed a message to Ana from ${source.number}, over SMS: 5 characters, 1 segment.`;
      const allowed = `Nothing stood in the way. A new conversation, ${number}, was started and assigned to Maya.`;
      expect(sentences(await tell())).toEqual([`${source.number} was opened: a phone call with Ana.`, asked, allowed]);
      expect(sentences(await tell(number))).toEqual([asked, allowed]);
      const story = await history.ofMessage(me, result.message.id);
      expect(sentences(story)).toEqual([asked, allowed]);
      expect(story.present.next).toContain('It goes out as soon as it is its turn.');
      const details = story.chapters.flatMap((chapter) =>
        chapter.details.map(({ label, value }) => `${label}: ${value}`),
      );
      expect(details).toEqual(
        expect.arrayContaining([
          'Asked by: Maya in the workspace',
          'Preflight: The outcome had been shown before, and was what happened',
          'Outcome: A new conversation (row 2 of the conversation plan)',
          expect.stringMatching(
            /^Who the recipient is: AgentMessagingInteractionUserDocument of user-document-interaction answered/,
          ),
        ]),
      );
      expect(JSON.stringify(story)).not.toContain('Hello');
    });

    test('a message that is added later is told by its record too, and a reply by nobody but its conversation', async () => {
      const first = await send();
      const other = await world.interaction({ consumer: customer });
      await world.composing.send(me, other.number, hello);
      await world.composing.reply(me, first.result.interaction.number, { body: 'And again' });
      expect(sentences(await tell(other.number))).toEqual([
        `${other.number} was opened: a phone call with Ana.`,
        `Maya composed a message to Ana from ${other.number}, over SMS: 5 characters, 1 segment.`,
        `Nothing stood in the way. It was added to the running conversation ${first.result.interaction.number}, which Maya had.`,
      ]);
      expect(sentences(await tell()).length).toBe(3);
      expect(sentences(await tell(first.result.interaction.number)).length).toBe(6);
    });

    test('row 1: the conversation that was closed says who closed it and why', async () => {
      const owner = await world.user('Bea');
      const profileId = await world.profile(recipientId, owner);
      const former = await world.conversation({ recipientId, user: owner, profileId });
      await send({ confirm: ['recipient_reassignment'] });
      const story = await tell(former.number);
      expect(sentences(story).at(-1)).toBe(`Maya closed ${former.number}: the number was given to another customer.`);
      expect(story.present.why).toContain('the number was given to another customer');
      expect(sentences(await tell()).join(' ')).toContain(
        `The number belonged to Bea. It was given to Ana, ${former.number} was closed`,
      );
    });
  });

  describe('a refused send', () => {
    test('blocked: told by the record, without address and text, and nothing else is written', async () => {
      world.available = () => ({
        available: false,
        code: 'quiet_hours',
        reason: 'It is night where +1 202-555-0143 is.',
      });
      await refused();
      expect(await entries()).toMatchObject([
        {
          kind: 'send_refused',
          interaction_id: source.id,
          user_id: me.userId,
          detail: {
            code: 'quiet_hours',
            reasons: [{ code: 'quiet_hours', reason: 'It is night where …0143 is.' }],
            channel: 'sms',
            sender: 'Support',
            reply: false,
            via: 'session',
          },
        },
      ]);
      expect(storyLines(await tell()).slice(2)).toEqual([
        '09:00 Maya wanted to send a message over SMS, and it was refused: it is night where …0143 is. Nothing was sent.',
        'Now work_in_progress: It is work in progress, and nobody has it.',
        'Next: No message was sent from it yet.',
      ]);
    });

    test('a preflight that is blocked is none', async () => {
      world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
      expect((await world.composing.preflight(me, source.number, hello)).sendable).toBe(false);
      expect(await entries()).toEqual([]);
    });

    test('for want of a confirmation, and because something had changed', async () => {
      const { planId } = await world.composing.preflight(me, source.number, hello);
      await world.profile(recipientId, await world.user('Bea'));
      await refused();
      await refused({ planId });
      expect(sentences(await tell()).slice(1)).toEqual([
        'Maya wanted to send a message over SMS, and it was refused: it needed to be agreed to first. This address is associated with Bea now. Sending will associate it with Ana. Nothing was sent.',
        'Maya wanted to send a message over SMS, and it was refused: something had changed since the outcome was shown, and sending would have done something else. Nothing was sent.',
      ]);
    });

    test('the same again within a minute is one line; what was no refusal is none', async () => {
      world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
      await refused();
      await refused();
      world.time.advance(61_000);
      await refused();
      await expect(world.composing.send(me, 'IMS0000000', hello)).rejects.toThrow();
      await expect(world.composing.send({ ...me, roles: [] }, source.number, hello)).rejects.toThrow();
      expect((await entries()).length).toBe(2);
    });

    test('a reply into a closed conversation', async () => {
      const closed = await world.conversation({ recipientId, state: 'closed_complete' });
      await expect(world.composing.reply(me, closed.number, { body: 'Late' })).rejects.toThrow();
      expect(sentences(await tell(closed.number)).at(-1)).toMatch(
        /^Maya wanted to reply, and it was refused: .* Nothing was sent\.$/,
      );
    });

    test('the refusal is answered even when it cannot be written down', async () => {
      world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
      await sql`ALTER TABLE history_entries RENAME TO away`.execute(suite.store.query);
      try {
        await expect(send()).rejects.toMatchObject({ code: 'quiet_hours' });
      } finally {
        await sql`ALTER TABLE away RENAME TO history_entries`.execute(suite.store.query);
      }
    });
  });

  test('changes of an interaction: who assigned, put on hold, edited and closed it', async () => {
    const noor = await world.agent('Noor');
    const { number } = source;
    await interactions.update(me, number, 1, { assignedTo: noor.userId, state: 'on_hold', shortDescription: 'Parcel' });
    world.time.advance(1_000);
    await interactions.update(noor, number, 2, { assignedTo: null });
    world.time.advance(1_000);
    await interactions.close(noor, number, { state: 'closed_abandoned', reason: 'no_response' });
    const story = await tell();
    expect(sentences(story)).toEqual([
      `${number} was opened: a phone call with Ana.`,
      `Maya assigned ${number} to Noor.`,
      `Maya set ${number} from work in progress to on hold.`,
      'Maya changed the short description.',
      `Noor gave ${number} up: nobody has it now.`,
      `Noor closed ${number}: the customer did not answer.`,
    ]);
    expect(story.present).toMatchObject({ state: 'closed_abandoned', next: 'Closed is final.' });
  });

  test('a message that waits says what for, until when', async () => {
    const conversation = await world.conversation({
      recipientId,
      user: customer,
      assignedTo: me.userId,
      liveGroup: [me.userId],
    });
    const unknown = await world.message(conversation.id, recipientId, 'unknown');
    const now = world.time.now();
    await suite.store.query.updateTable('messages').set({ state_at: now }).where('id', '=', unknown).execute();
    const { result } = await world.composing.reply(me, conversation.number, { body: 'Are you there?' });
    const next = async () => (await history.ofMessage(me, result.message.id)).present.next;
    const until = new Date(now.getTime() + 10 * 60_000).toISOString();
    expect(await next()).toContain('It waits behind the message of 2026-01-05T10:00:00.000Z, of which it is not known');
    expect(await next()).toContain(`until ${until}`);
    world.time.advance(10 * 60_000);
    expect(await next()).toContain('It goes out as soon as it is its turn.');
  });

  test('page after page, everything is told once', async () => {
    for (let count = 1; count <= 5; count += 1) {
      await send({ body: 'x'.repeat(count) });
      world.time.advance(1_000);
      world.available = () => ({ available: false, code: 'night', reason: `It is night ${count}.` });
      await refused();
      world.available = () => ({ available: true });
      world.time.advance(1_000);
    }
    const all = await tell();
    expect(all.chapters.length).toBe(16);
    const pages: Story[] = [];
    let cursor: string | null = null;
    do {
      pages.unshift(await tell(source.number, { limit: 2, ...(cursor !== null && { cursor }) }));
      cursor = pages[0]?.nextCursor ?? null;
    } while (cursor !== null);
    expect(pages.map(({ chapters }) => chapters.length)).toEqual([4, 6, 6]);
    const plain = (story: Story) => sentences(story).map((sentence) => sentence.replace(/the message of \S+/, 'it'));
    expect(pages.flatMap(plain)).toEqual(plain(all));
  });

  test('for agents and administrators, and only of what there is', async () => {
    await expect(tell('IMS0000000')).rejects.toMatchObject({ code: 'interaction_not_found' });
    await expect(tell('IMS\0')).rejects.toMatchObject({ code: 'interaction_not_found' });
    await expect(history.ofMessage(me, source.id)).rejects.toMatchObject({ code: 'message_not_found' });
    await expect(history.ofMessage(me, 'IMS0000001')).rejects.toMatchObject({ code: 'message_not_found' });
    await expect(history.ofInteraction({ ...me, roles: [] }, source.number, {})).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(tell(source.number, { cursor: 'made up' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  test('A1: who is no agent sees no address', async () => {
    const { message } = (await send()).result;
    const admin = { userId: '', name: 'root', roles: ['admin'] };
    const told = async (actor: Actor) => [
      JSON.stringify(await history.ofInteraction(actor, source.number, {})),
      JSON.stringify(await history.ofMessage(actor, message.id)),
    ];
    for (const story of await told(me)) expect(story).toContain(recipientId);
    for (const story of await told(admin)) {
      expect(story).toContain('Ana');
      expect(story).not.toMatch(/\+\d{5}/);
    }
  });
});
