import { readFileSync } from 'node:fs';
import type { SelectableSender } from '@hailpoint/kernel';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { CountrySenderSelector } from './country-sender-selector.js';
import { SenderByCountryConfig } from './sender-by-country-config.js';
import { sender, situation } from './testing/sender.js';

const countries: Readonly<Record<string, string>> = { '+49': 'DE', '+61': 'AU', '+44': 'GB', '+33': 'FR' };

test('the examples of the README are what is answered', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  const [{ config }] = parse(yaml).plugins;
  const selector = new CountrySenderSelector(Object.assign(new SenderByCountryConfig(), config));
  expect([selector.isValidForChannel('sms'), selector.isValidForChannel('fax')]).toEqual([true, false]);

  const rows = [...readme.slice(readme.indexOf(yaml)).matchAll(/^\| (\+\d+) +\| (.+?) +\| (\S+) +\| (\S+) +\|$/gm)];
  expect(rows).toHaveLength(12);
  for (const [, recipient = '', known = '', senderId, code] of rows) {
    const listed = (words: RegExp) => words.exec(known)?.[1]?.split(', ') ?? [];
    const [resting, failed, waits] = [/resting: (.+)$/, /failed \d times: (.+)$/, /waits \d+ seconds: (.+)$/].map(
      listed,
    );
    const [failures, seconds] = [/failed (\d)/, /waits (\d+)/].map((words) => Number(words.exec(known)?.[1] ?? 0));
    const withHealth = (id: string, country: string): SelectableSender =>
      sender(id, country, {
        circuit: resting?.includes(id) ? 'open' : 'closed',
        failuresInARow: failed?.includes(id) ? (failures ?? 0) : 0,
        waitMs: waits?.includes(id) ? (seconds ?? 0) * 1_000 : 0,
      });
    const asked = situation(
      [withHealth('support-us', 'US'), withHealth('support-de', 'DE'), withHealth('support-uk', 'GB')],
      {
        country: countries[recipient.slice(0, 3)],
        running: /running: ([\w-]+)/.exec(known)?.[1] ?? null,
        lastUsed: /used last: ([\w-]+)/.exec(known)?.[1] ?? null,
      },
    );
    expect({ recipient, known, ...selector.selectSender(asked) }).toMatchObject({ recipient, known, senderId, code });
  }
});
