import { validateSync } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import {
  SmsTwilioConfig,
  TwilioMessagingServiceConfig,
  TwilioPaceConfig,
  TwilioSenderConfig,
} from './sms-twilio-config.js';

/** As the host checks it, with the instances that class-transformer makes. */
function wrongKeys(raw: Record<string, unknown>): string[] {
  const nested = (value: unknown, type: new () => object): unknown => {
    const isPlain = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item);
    const instance = (item: object) => {
      const { pace } = item as { pace?: unknown };
      const own = isPlain(pace) ? { pace: Object.assign(new TwilioPaceConfig(), pace) } : {};
      return Object.assign(new type(), item, own);
    };
    return Array.isArray(value) ? value.map((item) => (isPlain(item) ? instance(item) : item)) : value;
  };
  const config = Object.assign(new SmsTwilioConfig(), raw);
  const { senders, messagingServices } = raw;
  if ('senders' in raw) Object.assign(config, { senders: nested(senders, TwilioSenderConfig) });
  if ('messagingServices' in raw) {
    Object.assign(config, { messagingServices: nested(messagingServices, TwilioMessagingServiceConfig) });
  }
  return validateSync(config, { whitelist: true, forbidNonWhitelisted: true }).map((error) => error.property);
}

const account = { accountSid: `AC${'0a'.repeat(16)}`, authToken: 'token' };
const senders = [{ address: '+12025550100', name: 'Support' }];
const messagingServices = [{ sid: `MG${'0a'.repeat(16)}`, name: 'Pool' }];
const key = { apiKey: `SK${'0a'.repeat(16)}`, apiSecret: 'secret' };

describe('configuration of sms-twilio', () => {
  test.each([
    [{ ...account, senders }],
    [{ ...account, messagingServices }],
    [{ ...account, messagingServices: [{ ...messagingServices[0], pace: { segmentsPerSecond: 0.5 } }] }],
    [{ ...account, ...key, senders, messagingServices, apiBaseUrl: 'http://127.0.0.1:8080' }],
    [
      {
        ...account,
        senders: [
          { ...senders[0], country: 'US', id: 'main', group: 'g' },
          { address: 'MGM Hotel', name: 'Hotel', id: 'MG-hotel' },
          { address: '12345', name: 'Short', pace: { segmentsPerSecond: 100, burst: 100, queueLimit: 10_000 } },
        ],
      },
    ],
  ])('accepts %j', (raw) => {
    expect(wrongKeys(raw)).toEqual([]);
  });

  test.each([
    [{ ...account }, 'senders'],
    [{ ...account, senders: [] }, 'senders'],
    [{ ...account, senders: null, messagingServices }, 'senders'],
    [{ ...account, senders: 'Support', messagingServices }, 'senders'],
    [{ ...account, senders: [null] }, 'senders'],
    [{ ...account, senders: [[]] }, 'senders'],
    [{ ...account, senders: [{}] }, 'senders'],
    [{ ...account, senders: [{ address: '+1 202', name: 'Support' }] }, 'senders'],
    [{ ...account, senders: [...senders, ...senders] }, 'senders'],
    [{ ...account, senders: [{ ...senders[0], id: messagingServices[0]!.sid }] }, 'senders'],
    [{ ...account, senders: [{ ...senders[0], pace: 3 }] }, 'senders'],
    [{ ...account, senders: [{ ...senders[0], pace: {} }] }, 'senders'],
    [{ ...account, senders: [{ ...senders[0], pace: { segmentsPerSecond: 0 } }] }, 'senders'],
    [{ ...account, senders: [{ ...senders[0], pace: { segmentsPerSecond: 1, burst: 0.5 } }] }, 'senders'],
    [{ ...account, senders: [{ ...senders[0], pace: { segmentsPerSecond: 1, burst: 0 } }] }, 'senders'],
    [{ ...account, senders: [{ ...senders[0], pace: { segmentsPerSecond: 1, queueLimit: 0 } }] }, 'senders'],
    [{ ...account, senders: [{ ...senders[0], pace: { segmentsPerSecond: 1, queueLimit: null } }] }, 'senders'],
    [{ ...account, senders: [{ ...senders[0], pace: { segmentsPerSecond: 1, rate: 2 } }] }, 'senders'],
    [{ ...account, senders, messagingServices: null }, 'messagingServices'],
    [{ ...account, senders, messagingServices: [{ sid: 'MG1', name: 'Pool' }] }, 'messagingServices'],
    [{ authToken: 'token', senders }, 'accountSid'],
    [{ ...account, accountSid: 'AC1', senders }, 'accountSid'],
    [{ accountSid: account.accountSid, senders }, 'authToken'],
    [{ ...account, authToken: '', senders }, 'authToken'],
    [{ ...account, senders, apiKey: key.apiKey }, 'apiSecret'],
    [{ ...account, senders, apiSecret: key.apiSecret }, 'apiKey'],
    [{ ...account, senders, apiBaseUrl: 'ftp://api.twilio.com' }, 'apiBaseUrl'],
    [{ ...account, senders, apiBaseUrl: 'api.twilio.com' }, 'apiBaseUrl'],
    [{ ...account, senders, colour: 'blue' }, 'colour'],
  ])('refuses %j', (raw, wrong) => {
    expect(wrongKeys(raw)).toEqual([wrong]);
  });
});
