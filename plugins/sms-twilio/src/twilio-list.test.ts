import { Logger, type OutboundMessage } from '@hailpoint/kernel';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SmsTwilioConfig } from './sms-twilio-config.js';
import { LoopbackHttpClient } from './testing/loopback-http-client.js';
import { type ListedMessage, TwilioServer } from './testing/twilio-server.js';
import { WebhookEndpoint } from './testing/webhook-endpoint.js';
import { twilioErrors } from './twilio-errors.js';
import { TwilioSmsProvider } from './twilio-sms-provider.js';

const accountSid = `AC${'0'.repeat(31)}1`;
const service = `MG${'0'.repeat(31)}2`;
const authToken = 'token-of-the-account';
const number = '+12025550100';
const phone = '+12025550143';
const attemptedAt = new Date('2026-03-02T09:00:00.000Z');
const after = (seconds: number) => new Date(attemptedAt.getTime() + seconds * 1_000);

class SilentLogger extends Logger {
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

let twilio: TwilioServer;
let endpoint: WebhookEndpoint;
let provider: TwilioSmsProvider;

beforeEach(async () => {
  twilio = await TwilioServer.start({ accountSid, authToken });
  endpoint = await new WebhookEndpoint().listen();
  connect();
});
afterEach(async () => {
  await twilio.close();
  await endpoint.close();
});

function connect(change: Partial<SmsTwilioConfig> = {}): void {
  const config = Object.assign(new SmsTwilioConfig(), {
    accountSid,
    authToken,
    senders: [{ address: number, name: 'Support', country: 'US' }],
    messagingServices: [{ sid: service, name: 'Pool' }],
    apiBaseUrl: twilio.url,
    ...change,
  });
  provider = new TwilioSmsProvider(config, new LoopbackHttpClient(), endpoint);
  endpoint.provider = provider;
}
const context = () => ({ signal: new AbortController().signal, logger: new SilentLogger() });
const listed = (change: Partial<ListedMessage> = {}): ListedMessage => ({
  sid: 'SM1',
  from: number,
  to: phone,
  body: 'Hello & welcome',
  created: after(1),
  ...change,
});
const lookUp = (change: Partial<OutboundMessage> = {}) => {
  const sender = provider.senders()[0]!;
  const message = {
    id: 'm1',
    channel: 'sms',
    sender,
    recipientId: phone,
    body: 'Hello & welcome',
    media: [],
    attempt: 1,
  };
  return provider.lookUp({ ...message, attemptedAt, ...change }, context());
};

describe('look-up', () => {
  test('one message of this sender, number, text and time is it', async () => {
    twilio.listed.push(
      listed({ sid: 'SMold', created: after(-3_600) }),
      listed(),
      listed({ sid: 'SMother', body: 'Something else' }),
      listed({ sid: 'SMsender', from: '+12025550177' }),
      listed({ sid: 'SMin', direction: 'inbound', from: phone, to: number }),
      listed({ sid: 'SMlate', created: after(3_600) }),
    );
    expect(await lookUp()).toEqual({ outcome: 'found', carrierMessageId: 'SM1', state: 'delivered' });
    expect(twilio.listQueries.map(({ searchParams }) => searchParams.get('To'))).toEqual([phone]);
  });

  test('one that is still queued has no date of sending, and is found all the same', async () => {
    twilio.listed.push(listed({ status: 'queued', sent: null }));
    expect(await lookUp()).toEqual({ outcome: 'found', carrierMessageId: 'SM1', state: 'sent' });
  });

  test('why it failed comes along', async () => {
    twilio.listed.push(listed({ status: 'undelivered', errorCode: 30003 }));
    const reason = twilioErrors.get(30003)?.reason;
    expect(await lookUp()).toEqual({
      outcome: 'found',
      carrierMessageId: 'SM1',
      state: 'undelivered',
      code: '30003',
      reason,
    });
  });

  test('an opt-out that Twilio knows of comes along', async () => {
    twilio.listed.push(listed({ status: 'failed', errorCode: 21610 }));
    expect(await lookUp()).toMatchObject({ outcome: 'found', state: 'failed', code: '21610', optedOut: true });
  });

  test('two candidates are inconclusive', async () => {
    twilio.listed.push(listed(), listed({ sid: 'SM2', created: after(5) }));
    expect(await lookUp()).toMatchObject({ outcome: 'inconclusive', reason: expect.stringContaining('2 messages') });
  });

  test('the same text with another number of pictures may be it: Twilio may count them later, or send a link in their place', async () => {
    twilio.listed.push(listed());
    const media = [{ url: 'https://example.com/a.png', contentType: 'image/png', fileName: 'a.png' }];
    expect(await lookUp({ media } as never)).toMatchObject({
      outcome: 'inconclusive',
      reason: expect.stringContaining('pictures'),
    });
  });

  test('none is absent', async () => {
    twilio.listed.push(listed({ body: 'Something else' }));
    expect(await lookUp()).toEqual({ outcome: 'absent' });
  });

  test('a text that Twilio has removed says nothing', async () => {
    twilio.listed.push(listed({ body: '' }));
    expect(await lookUp()).toMatchObject({ outcome: 'inconclusive', reason: expect.stringContaining('removed') });
  });

  test.each([
    ['the text of a trial account', 'Sent from your Twilio trial account - Hello & welcome', 'Hello & welcome'],
    ['quotes that Smart Encoding replaced', "It's here - now", 'It’s here – now'],
    ['symbols alone', '👍', '👍'],
  ])('%s', async (_name, atTwilio, ours) => {
    twilio.listed.push(listed({ body: atTwilio }));
    expect(await lookUp({ body: ours })).toMatchObject({ outcome: 'found' });
  });

  test('of a Messaging Service, whatever number it chose', async () => {
    twilio.listed.push(listed({ sid: 'SMpool', from: '+12025550111', service }), listed({ sid: 'SMnumber' }));
    expect(await lookUp({ sender: provider.senders()[1]! })).toMatchObject({ carrierMessageId: 'SMpool' });
  });

  test('of a sender ID that only begins like a Messaging Service', async () => {
    connect({ senders: [{ address: 'MGM Hotel', name: 'Hotel' }] });
    twilio.listed.push(listed({ from: 'MGM Hotel' }));
    expect(await lookUp()).toMatchObject({ outcome: 'found', carrierMessageId: 'SM1' });
  });

  test('reads page after page, until they are too old', async () => {
    twilio.pageSize = 2;
    for (let day = 4; day > 0; day -= 1)
      twilio.listed.push(listed({ sid: `SMday${day}`, created: after(-day * 86_400) }));
    twilio.listed.push(listed(), listed({ sid: 'SMa', body: 'a' }), listed({ sid: 'SMb', body: 'b' }));
    expect(await lookUp()).toMatchObject({ outcome: 'found', carrierMessageId: 'SM1' });
    expect(twilio.listQueries).toHaveLength(3);
  });

  test('too many messages for one number, or clocks apart: inconclusive', async () => {
    twilio.clock = () => new Date(Date.now() + 120_000);
    expect(await lookUp()).toMatchObject({ outcome: 'inconclusive', reason: expect.stringContaining('clocks') });
    twilio.clock = () => new Date();
    twilio.pageSize = 1;
    for (let index = 0; index < 11; index += 1)
      twilio.listed.push(listed({ sid: `SM${index}`, body: `Text ${index}` }));
    expect(await lookUp()).toMatchObject({ outcome: 'inconclusive', reason: expect.stringContaining('too many') });
  });

  test('an answer that is no list is thrown, without what Twilio said', async () => {
    twilio.next.push({ kind: 'error', status: 500 });
    await expect(lookUp()).rejects.toMatchObject({
      name: 'TwilioListUnavailableError',
      message: 'Twilio answered 500 to the question for its list.',
    });
  });
});

describe('history', () => {
  const period = { from: after(-3_600), to: after(3_600) };

  test('says what the callbacks would have said, with the same event ids, of our senders only', async () => {
    twilio.pageSize = 3;
    twilio.listed.push(
      listed({ sid: 'SM1', status: 'delivered' }),
      listed({ sid: 'SM2', status: 'undelivered', errorCode: 21610 }),
      listed({ sid: 'SM3', status: 'sending', created: after(2) }),
      listed({ sid: 'SMforeign', from: '+12025550177' }),
      listed({
        sid: 'MM4',
        direction: 'inbound',
        from: phone,
        to: number,
        body: 'Hi',
        status: 'received',
        media: ['image/png'],
      }),
      listed({ sid: 'SMelsewhere', direction: 'inbound', from: phone, to: '+12025550177', status: 'received' }),
      listed({ sid: 'SMbefore', created: after(-7_200) }),
    );
    const first = await provider.listHistory(period, null, context());
    const second = await provider.listHistory(period, first.cursor, context());
    expect(second.cursor).toBeNull();
    const events = [...first.events, ...second.events];
    expect(events).toEqual([
      {
        kind: 'message',
        eventId: 'MM4',
        carrierMessageId: 'MM4',
        from: phone,
        to: number,
        body: 'Hi',
        media: [
          {
            reference: `${twilio.url}/2010-04-01/Accounts/${accountSid}/Messages/MM4/Media/ME0`,
            contentType: 'image/png',
          },
        ],
        at: after(1),
      },
      { kind: 'receipt', eventId: 'SM3:sent', carrierMessageId: 'SM3', state: 'sent', at: after(2) },
      {
        kind: 'receipt',
        eventId: 'SM2:undelivered',
        carrierMessageId: 'SM2',
        state: 'undelivered',
        code: '21610',
        reason: twilioErrors.get(21610)?.reason,
        optedOut: true,
        at: after(1),
      },
      { kind: 'receipt', eventId: 'SM1:delivered', carrierMessageId: 'SM1', state: 'delivered', at: after(1) },
    ]);
  });
});

describe('opt-outs', () => {
  test.each([
    ['STOP', 'stop'],
    ['START', 'start'],
    ['HELP', 'help'],
  ] as const)('Twilio says what it made of a text: %s', async (OptOutType, consentKeyword) => {
    const form = new URLSearchParams({ MessageSid: 'SM1', From: phone, To: number, Body: 'Halt', OptOutType });
    await twilio.post({ url: endpoint.webhook('/inbound'), form });
    expect(endpoint.events).toMatchObject([{ body: 'Halt', consentKeyword }]);
  });

  test('Twilio confirms them itself, unless the account is set otherwise', () => {
    expect(provider.capabilities.confirmsOptOut).toBe(true);
    connect({ twilioAnswersOptOut: false });
    expect(provider.capabilities.confirmsOptOut).toBe(false);
  });

  test('a receipt that failed because of one says so', async () => {
    const sender = provider.senders()[0]!;
    const message = { id: 'm1', channel: 'sms', sender, recipientId: phone, body: 'Hello', media: [], attempt: 1 };
    await provider.send({ ...message, attemptedAt }, context());
    await twilio.report(twilio.messages[0]!, 'failed', { errorCode: 21610 });
    expect(endpoint.events).toMatchObject([{ state: 'failed', code: '21610', optedOut: true }]);
  });
});

test('every code says what to do next', () => {
  const next = /Ask|Check|Choose|Use|Send|Write|Shorten|Remove|Change|Wait|is tried again|They can/;
  for (const [code, { reason }] of twilioErrors) expect([code, next.test(reason)]).toEqual([code, true]);
});
