import { validateSync } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import { SimulatorPaceConfig, SimulatorSenderConfig, SmsSimulatorConfig } from './sms-simulator-config.js';

function sender(raw: unknown): unknown {
  const isPlain = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  if (!isPlain) return raw;
  const { pace } = raw as { pace?: unknown };
  const own = typeof pace === 'object' && pace !== null ? { pace: Object.assign(new SimulatorPaceConfig(), pace) } : {};
  return Object.assign(new SimulatorSenderConfig(), raw, own);
}

/** As the host checks it, with the instances that class-transformer makes. */
function wrongKeys(raw: Record<string, unknown>): string[] {
  const { senders } = raw;
  const config = { ...raw, ...(Array.isArray(senders) ? { senders: senders.map(sender) } : {}) };
  const options = { whitelist: true, forbidNonWhitelisted: true };
  return validateSync(Object.assign(new SmsSimulatorConfig(), config), options).map((error) => error.property);
}

const support = { address: '+12025550100', name: 'Support' };

describe('configuration of sms-simulator', () => {
  test.each([
    [{ senders: [support] }],
    [{ senders: [{ ...support, pace: { segmentsPerSecond: 0.5, burst: 3, queueLimit: 100 } }] }],
    [
      {
        senders: [{ ...support, country: 'US', id: 'support', group: 'service' }],
        handsetPort: 0,
        ledgerFile: 'carrier.jsonl',
      },
    ],
    [{ senders: [support], carrierUrl: 'http://127.0.0.1:7421', secret: 'long enough' }],
  ])('accepts %j', (raw) => {
    expect(wrongKeys(raw)).toEqual([]);
  });

  test.each([
    [{}, 'senders'],
    [{ senders: null }, 'senders'],
    [{ senders: [] }, 'senders'],
    [{ senders: 'Support' }, 'senders'],
    [{ senders: support }, 'senders'],
    [{ senders: [null] }, 'senders'],
    [{ senders: [[]] }, 'senders'],
    [{ senders: [{}] }, 'senders'],
    [{ senders: [{ ...support, address: '2025550100' }] }, 'senders'],
    [{ senders: [{ ...support, country: 'usa' }] }, 'senders'],
    [{ senders: [{ ...support, colour: 'blue' }] }, 'senders'],
    [{ senders: [{ ...support, pace: 3 }] }, 'senders'],
    [{ senders: [{ ...support, pace: { burst: 3 } }] }, 'senders'],
    [{ senders: [{ ...support, pace: { segmentsPerSecond: -1 } }] }, 'senders'],
    [{ senders: [{ ...support, pace: { segmentsPerSecond: 1, queueLimit: 0 } }] }, 'senders'],
    [{ senders: [{ ...support, pace: { segmentsPerSecond: 1, queueLimit: 1.5 } }] }, 'senders'],
    [{ senders: [{ ...support, pace: { segmentsPerSecond: 1, queueLimit: null } }] }, 'senders'],
    [{ senders: [support, support] }, 'senders'],
    [{ senders: [support], handsetPort: '7421' }, 'handsetPort'],
    [{ senders: [support], handsetPort: null }, 'handsetPort'],
    [{ senders: [support], handsetPort: 65_536 }, 'handsetPort'],
    [{ senders: [support], carrierUrl: 'ftp://127.0.0.1', secret: 'long enough' }, 'carrierUrl'],
    [{ senders: [support], carrierUrl: 'http://127.0.0.1:7421' }, 'secret'],
    [{ senders: [support], secret: 'short' }, 'secret'],
    [{ senders: [support], ledgerFile: '' }, 'ledgerFile'],
    [{ senders: [support], colour: 'blue' }, 'colour'],
  ])('refuses %j', (raw, key) => {
    expect(wrongKeys(raw)).toEqual([key]);
  });
});
