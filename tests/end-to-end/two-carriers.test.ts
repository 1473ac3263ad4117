import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TwilioServer } from '#carriers/twilio-server.js';
import { VonageServer } from '#carriers/vonage-server.js';
import type { ApiClient } from '../harness/api-client.js';
import { eventually } from '../harness/eventually.js';
import { type House, openHouse } from '../harness/open-house.js';
import { databaseKinds } from '../harness/test-database.js';
import { essentials, shipped } from '../harness/write-configuration.js';

const accountSid = `AC${'0'.repeat(32)}`;
const authToken = 'token-of-the-account';
const applicationId = 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab';
const signatureSecret = 'signature-secret-of-the-account';
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** Both carriers have it. */
const shared = { id: 'shared', address: '+12025550109', name: 'Shared' };
const american = { id: 'us', address: '+12025550100', name: 'Support US', country: 'US' };
const british = { id: 'uk', address: '+442079460100', name: 'Support UK', country: 'GB' };

/** As a secret is written in the file. */
const fromEnvironment = (name: string) => `\${${name}}`;

interface Sent {
  readonly id: string;
  readonly interaction: string;
}

/** The whole product with both SMS carriers on; they are played on this machine. */
describe.each(databaseKinds)('two SMS carriers (%s)', (kind) => {
  let twilio: TwilioServer;
  let vonage: VonageServer;
  let house: House;
  let maya: ApiClient;
  let record: string;

  const open = async () => {
    twilio = await TwilioServer.start({ accountSid, authToken });
    const account = { applicationId, publicKey, signatureSecret, apiKey: 'a1b2c3d4', now: () => new Date() };
    vonage = await VonageServer.start(account);
    const ofTwilio = {
      accountSid,
      authToken: fromEnvironment('TWILIO_AUTH_TOKEN'),
      apiBaseUrl: twilio.url,
      senders: [american, shared],
    };
    const secrets = {
      privateKey: fromEnvironment('VONAGE_PRIVATE_KEY'),
      signatureSecret: fromEnvironment('VONAGE_SIGNATURE_SECRET'),
    };
    const ofVonage = { applicationId, ...secrets, apiBaseUrl: vonage.url, senders: [british, shared] };
    const plugins = [
      ...essentials,
      shipped('sms-twilio', { config: ofTwilio }),
      shipped('sms-vonage', { config: ofVonage }),
      shipped('sender-by-country'),
    ];
    const variables = {
      TWILIO_AUTH_TOKEN: authToken,
      VONAGE_PRIVATE_KEY: privateKey,
      VONAGE_SIGNATURE_SECRET: signatureSecret,
    };
    house = await openHouse(kind, { plugins, channels: { sms: { manualRecipientEntry: true } } }, variables);
    const admin = await house.as('admin');
    const agent = { username: 'maya', name: 'Maya', kind: 'agent', roles: ['agent_workspace_user'], phones: [] };
    expect((await admin.post('/api/v1/users', agent)).status).toBe(201);
    maya = await house.as('maya');
    const created = await maya.post('/api/v1/interactions', { type: 'phone' }, { 'idempotency-key': randomUUID() });
    expect(created).toMatchObject({ status: 201 });
    record = created.body.number;
  };
  const close = async () => {
    await house?.close();
    await twilio?.close().catch(() => {});
    await vonage?.close();
  };

  const composed = (manual: string, from?: string) => {
    return { channel: 'sms', to: { manual }, body: 'Your parcel is here.', ...(from !== undefined && { from }) };
  };

  /** Which sender preflight would take, and why. */
  async function senderFor(to: string) {
    const answer = await maya.post(`/api/v1/interactions/${record}/preflight`, composed(to));
    expect(answer).toMatchObject({ status: 200 });
    const { sender, verdicts } = answer.body;
    const selector = verdicts.find((one: { point: string }) => one.point === 'sender-selector');
    return { id: sender.id, why: sender.explanation, code: selector.code };
  }

  async function send(to: string, from?: string): Promise<Sent> {
    const key = { 'idempotency-key': randomUUID() };
    const answer = await maya.post(`/api/v1/interactions/${record}/messages`, composed(to, from), key);
    expect(answer).toMatchObject({ status: 201 });
    return { id: answer.body.message.id, interaction: answer.body.interaction.number };
  }
  const messageOf = async ({ id, interaction }: Sent) =>
    (await maya.get(`/api/v1/interactions/${interaction}/messages`)).body.items.find(
      (one: { id: string }) => one.id === id,
    );
  const settled = (sent: Sent, state: string) => eventually(50, async () => (await messageOf(sent)).state === state);
  const storyOf = async ({ id, interaction }: Sent): Promise<string[]> =>
    (await maya.get(`/api/v1/interactions/${interaction}/history?limit=100`)).body.chapters
      .filter((chapter: { message: string | null }) => chapter.message === id)
      .map(({ sentence }: { sentence: string }) => sentence);
  const wentThroughTwilio = () => twilio.messages.map(({ form }) => [form.get('From'), form.get('To')]);
  const wentThroughVonage = () => vonage.messages.map(({ request }) => [request['from'], request['to']]);

  describe('in order', () => {
    beforeAll(open);
    afterAll(close);

    test('the country of the recipient chooses the sender, and with it the carrier; a conversation stays with it', async () => {
      const american = { id: 'us', why: 'The sender of the United States', code: 'same_country' };
      const british = { id: 'uk', why: 'The sender of the United Kingdom', code: 'same_country' };
      expect([await senderFor('+12025550143'), await senderFor('+442079460123')]).toEqual([american, british]);
      await settled(await send('+12025550143'), 'sent');
      await settled(await send('+442079460123'), 'sent');
      expect(wentThroughTwilio()).toEqual([['+12025550100', '+12025550143']]);
      expect(wentThroughVonage()).toEqual([['442079460100', '442079460123']]);
      // Chosen by hand, and from then on the sender of this conversation.
      await settled(await send('+442079460124', 'us'), 'sent');
      expect(await senderFor('+442079460124')).toMatchObject({ id: 'us', code: 'running_conversation' });
    });

    test('nothing falls back after an outcome that is not known', async () => {
      const before = vonage.messages.length;
      twilio.next.push({ kind: 'page', status: 503, content: 'Busy' });
      const sent = await send('+12025550144', 'shared');
      await settled(sent, 'unknown');
      expect(await storyOf(sent)).not.toContainEqual(expect.stringContaining('sms-vonage'));
      expect(vonage.messages).toHaveLength(before);
    });

    test('switched off while messages wait: they go out through the other carrier that has their sender', async () => {
      const boss = await house.as('admin');
      const set = async (plugin: string, enabled: boolean) => {
        const path = `/api/v1/admin/plugins/${plugin}`;
        const { body: plan } = await boss.post(`${path}/plan`, { enabled });
        expect(await boss.call('PATCH', path, { enabled, planId: plan.planId })).toMatchObject({ status: 200 });
      };
      await set('sms-vonage', false);
      // Not taken now, and not to be asked for an hour.
      twilio.next.push({ kind: 'error', status: 429, code: 20429, retryAfterSeconds: 3_600 });
      const sent = await send('+12025550145', 'shared');
      await eventually(50, async () => {
        const { attempts, state } = await messageOf(sent);
        return attempts === 1 && state === 'queued';
      });
      await set('sms-vonage', true);
      await set('sms-twilio', false);
      await settled(sent, 'sent');
      expect(wentThroughVonage().at(-1)).toEqual(['12025550109', '12025550145']);
      expect(await storyOf(sent)).toContain(
        'sms-twilio is switched off, so it goes out through sms-vonage, which has the same sender.',
      );
      await set('sms-twilio', true);
    });

    test('a carrier that answers 503: its circuit opens, and new conversations go out through the other', async () => {
      await settled(await send('+12025550146', 'us'), 'sent');
      vonage.next.push(...Array.from({ length: 5 }, () => ({ kind: 'page', status: 503, content: 'Busy' }) as const));
      const lost: Sent[] = [];
      for (let index = 1; index <= 5; index += 1) lost.push(await send(`+44207946020${index}`, 'uk'));
      for (const sent of lost) await settled(sent, 'unknown');
      // The rest lasts half a minute; after it, the failures still count.
      const trouble =
        '(the carrier|the last 5 attempts).* of Support UK (failed several times in a row and is given a rest|came to nothing)';
      expect(await senderFor('+442079460125')).toEqual({
        id: 'us',
        why: expect.stringMatching(new RegExp(`^Not the sender of the United Kingdom: ${trouble}$`)),
        code: 'avoids_trouble',
      });
      // Nobody knows whether these arrived: their conversations stay where they are.
      expect(await senderFor('+442079460201')).toMatchObject({
        id: 'uk',
        why: expect.stringMatching(new RegExp(`^The sender of the running conversation .*: ${trouble}`)),
      });
      await settled(await send('+442079460125'), 'sent');
      expect(wentThroughTwilio().at(-1)).toEqual(['+12025550100', '+442079460125']);
    });
  });

  describe('with a carrier that cannot be reached', () => {
    beforeAll(open);
    afterAll(close);

    test('what it surely did not get goes out through the other one that has the sender, and the story says so', async () => {
      await twilio.close();
      const sent = await send('+12025550143', 'shared');
      await settled(sent, 'sent');
      const [message] = vonage.messages;
      expect(wentThroughVonage()).toEqual([['12025550109', '12025550143']]);
      expect(message?.request['client_ref']).toBe(sent.id);
      expect((await storyOf(sent)).slice(2)).toEqual([
        'Hailpoint tried to hand it to the carrier through sms-twilio, and it surely did not go out: Twilio cannot be reached at the moment. The message is tried again.',
        'sms-twilio could not send it, so it goes out through sms-vonage, which has the same sender.',
        expect.stringMatching(/^Hailpoint handed it to the carrier again through sms-vonage, which accepted it/),
      ]);
      const webhook_url = `${house.url}/webhooks/sms-vonage/status`;
      await vonage.report({ uuid: message!.uuid, request: { ...message!.request, webhook_url } }, 'delivered');
      await settled(sent, 'delivered');
    });

    test('it is an answer to the circuit breaker, and counts all the same: new conversations avoid its senders', async () => {
      for (let index = 1; index <= 3; index += 1) await send(`+1202555015${index}`, 'us');
      const { why } = await eventually(50, async () => {
        const sender = await senderFor('+12025550144');
        return sender.id === 'uk' && sender;
      });
      expect(why).toMatch(
        /^Not the sender of the United States: the last \d+ attempts to send through the carrier of Support US came to nothing$/,
      );
      expect(await senderFor('+12025550151')).toMatchObject({ id: 'us', code: 'running_conversation' });
    });
  });
});
