import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { ComposeWorld } from '../testing/compose-world.js';
import { appendInbound, type InboundMessage } from './append-inbound.js';

const times = 500;
/** Pairs that are under way at once: a wait of one leaves the database to the others. */
const atOnce = 10;
/** Of the range that Ofcom keeps free for drama: a number for each time. */
const numbers = Array.from({ length: times }, (_, index) => `+44207946${String(index).padStart(4, '0')}`);

/** F: what happens milliseconds apart must not make two conversations. */
describeStores('events milliseconds apart', (suite) => {
  let world: ComposeWorld;
  beforeEach(() => {
    world = new ComposeWorld(suite.store);
  });

  const event = (number: string, eventId: string): InboundMessage => ({
    pluginId: 'scripted',
    eventId,
    channel: 'sms',
    addressKind: 'phone',
    sender: { id: 'support', address: '+12025550100', name: 'Support' },
    recipientId: number,
    matchKey: number,
    carrierMessageId: `carrier-${eventId}`,
    body: 'Hello?',
    media: [],
    at: world.time.now(),
  });
  const receive = async (number: string, eventId: string) => {
    await delay(randomInt(6));
    return appendInbound(suite.store, world.live, event(number, eventId));
  };

  const forEveryNumber = async (race: (number: string) => Promise<unknown>) => {
    for (let next = 0; next < times; next += atOnce) {
      await Promise.all(numbers.slice(next, next + atOnce).map(race));
    }
  };

  /** Of every number: its active conversations, active profiles, and what was written in them. */
  const outcome = async () => {
    const conversations = await suite.store.query
      .selectFrom('interactions')
      .select(['match_key', 'id'])
      .where('type', '=', 'messaging')
      .where('closed_at', 'is', null)
      .execute();
    const profiles = await suite.store.query
      .selectFrom('channel_user_profiles')
      .select('match_key')
      .where('active', '=', true)
      .execute();
    const messages = await suite.store.query.selectFrom('messages').select(['interaction_id', 'direction']).execute();
    return numbers.map((number) => {
      const own = conversations.filter(({ match_key }) => match_key === number);
      return {
        number,
        conversations: own.length,
        profiles: profiles.filter(({ match_key }) => match_key === number).length,
        written: messages
          .filter(({ interaction_id }) => own.some(({ id }) => id === interaction_id))
          .map(({ direction }) => direction)
          .sort(),
      };
    });
  };

  test(`two inbound events of one pair, 0 to 5 ms apart, ${times} times: one conversation each time`, async () => {
    await forEveryNumber((number) => Promise.all([receive(number, `${number} a`), receive(number, `${number} b`)]));
    const expected = { conversations: 1, profiles: 1, written: ['inbound', 'inbound'] };
    expect(await outcome()).toEqual(numbers.map((number) => ({ number, ...expected })));
  }, 180_000);

  test(`the same event twice at once, beside another, ${times} times: each is taken once`, async () => {
    await forEveryNumber((number) =>
      Promise.all([receive(number, `${number} a`), receive(number, `${number} a`), receive(number, `${number} b`)]),
    );
    const expected = { conversations: 1, profiles: 1, written: ['inbound', 'inbound'] };
    expect(await outcome()).toEqual(numbers.map((number) => ({ number, ...expected })));
  }, 180_000);

  test(`an inbound event racing a compose, ${times} times: one conversation each time, with both messages`, async () => {
    const agent = await world.agent('Maya');
    const { number: record } = await world.interaction();
    const compose = async (number: string) => {
      await delay(randomInt(6));
      const message = { channel: 'sms', to: { manual: number }, from: 'support', body: 'Hello from us' };
      return world.composing.send(agent, record, message);
    };
    await forEveryNumber((number) => Promise.all([compose(number), receive(number, `${number} a`)]));
    const expected = { conversations: 1, profiles: 1, written: ['inbound', 'outbound'] };
    expect(await outcome()).toEqual(numbers.map((number) => ({ number, ...expected })));
  }, 180_000);
});
