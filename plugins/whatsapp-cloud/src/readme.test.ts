import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CustomerServiceWindow } from './customer-service-window.js';
import { graphErrors } from './graph-errors.js';
import { WhatsAppCloudConfig } from './whatsapp-cloud-config.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Cells of the table whose head begins so. */
function table(head: string): string[][] {
  const lines = readme.split('\n');
  const first = lines.findIndex((line) => line.startsWith(`| ${head}`));
  const rows = lines.slice(first + 2);
  const cells = (line: string) => line.split('|').slice(1, -1);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) => cells(line).map((cell) => cell.trim()));
}

const plain = (cell: string | undefined) => (cell ?? '').replaceAll('`', '');

describe('the README', () => {
  test('names every key of the configuration, with its default', () => {
    const config = new WhatsAppCloudConfig() as unknown as Record<string, unknown>;
    const told = Object.fromEntries(table('key').map(([key, value]) => [plain(key), plain(value)]));
    const withoutDefault = ['accessToken', 'apiBaseUrl', 'appSecret', 'senders', 'verifyToken'];
    expect(Object.keys(told).sort()).toEqual([...Object.keys(config), ...withoutDefault].sort());
    for (const key of ['marketingOptOutStopsAll', 'pairBurst', 'graphVersion']) {
      expect(told[key]).toBe(String(config[key]));
    }
  });

  test('says of the window what the policy answers', () => {
    const policy = new CustomerServiceWindow(new WhatsAppCloudConfig());
    const rows = table('last message');
    expect(rows).toHaveLength(5);
    for (const [last, at, goes] of rows) {
      const answer = policy.isChannelAvailable({
        channel: 'whatsapp',
        at: new Date(plain(at) === 'at any time' ? 0 : plain(at)),
        sender: null,
        recipientId: '+12025550143',
        person: null,
        countries: [],
        lastInboundAt: plain(last) === 'never' ? null : new Date(plain(last)),
        template: null,
      });
      expect(answer.available).toBe(goes === 'goes');
    }
  });

  test('says of error codes what becomes of them', () => {
    const outcomes = { rejected: 'rejected', notSent: 'notSent', unknown: 'unknown' };
    const rows = table('Meta');
    expect(rows.length).toBeGreaterThan(5);
    for (const [answer = '', becomes = ''] of rows) {
      const outcome = Object.values(outcomes).find((one) => plain(becomes).startsWith(one));
      for (const [code] of answer.matchAll(/\b13\d{4}\b|\b80007\b/g)) {
        expect([code, graphErrors.get(Number(code))?.outcome]).toEqual([code, outcome ?? 'accepted']);
      }
    }
  });
});
