import { maskStory, type Story } from '@hailpoint/messaging';
import { expect, test } from '@jest/globals';
import { storyText } from './story-text.js';

const id = '01900000-0000-7000-8000-000000000001';
const story: Story = {
  subject: { kind: 'message', number: 'IMS0000031', message: id },
  headline: 'A message from Alex Reed to Maria Lopez over SMS, in IMS0000031: it waits to be sent.',
  chapters: [
    {
      at: '2026-03-02T23:58:00.000Z',
      actor: { kind: 'agent', name: 'Alex Reed' },
      kind: 'asked',
      tone: 'plain',
      sentence: 'Alex Reed wrote to Maria Lopez in IMS0000031, over SMS: 42 characters, 1 segment.',
      details: [
        { label: 'To', value: '+12025550143 (Written in international form)' },
        { label: 'Whether the channel may be used', value: 'QuietHours of quiet-hours had no objection (under 1 ms)' },
      ],
      message: id,
    },
    {
      at: '2026-03-03T00:02:00.000Z',
      actor: { kind: 'carrier', name: 'Carrier' },
      kind: 'receipt',
      tone: 'plain',
      sentence: 'The carrier reported that it was delivered.',
      details: [{ label: "Carrier's time", value: '2026-03-02T23:59:00.000Z' }],
      message: id,
    },
  ],
  present: {
    state: 'queued',
    why: 'It has not been handed to the carrier yet.',
    next: 'It waits behind the message of 2026-03-02T23:57:00.000Z: until 2026-03-03T00:09:00.000Z, or until that is settled.',
  },
  nextCursor: null,
};
const now = '2026-03-03T08:00:00.000Z';
const lines = (more: { timeZone?: string; columns?: number; details?: boolean }) =>
  storyText(maskStory(story), { timeZone: 'UTC', columns: 80, details: false, now, ...more }).split('\n');

test('days are headings, times stand in the margin, and a time of another day brings its date', () => {
  expect(lines({})).toEqual([
    'A message from Alex Reed to Maria Lopez over SMS, in IMS0000031: it waits to be',
    'sent.',
    '',
    'Monday 2 March 2026',
    '',
    '  23:58:00  Alex Reed wrote to Maria Lopez in IMS0000031, over SMS: 42',
    '            characters, 1 segment.',
    '            [01900000-0000-7000-8000-000000000001]',
    '',
    'Tuesday 3 March 2026',
    '',
    '  00:02:00  The carrier reported that it was delivered.',
    '',
    'Now:   It has not been handed to the carrier yet.',
    'Next:  It waits behind the message of 2 March, 23:57:00: until 00:09:00, or',
    '       until that is settled.',
    '',
    'Times are those of UTC.',
  ]);
});

test('in the zone of the terminal, with details, in a narrow window', () => {
  expect(lines({ timeZone: 'Europe/Berlin', columns: 60, details: true })).toEqual([
    'A message from Alex Reed to Maria Lopez over SMS, in',
    'IMS0000031: it waits to be sent.',
    '',
    'Tuesday 3 March 2026',
    '',
    '  00:58:00  Alex Reed wrote to Maria Lopez in IMS0000031,',
    '            over SMS: 42 characters, 1 segment.',
    '              To: …0143 (Written in international form)',
    '              Whether the channel may be used: QuietHours',
    '                of quiet-hours had no objection (under 1 ms)',
    '  01:02:00  The carrier reported that it was delivered.',
    "              Carrier's time: 00:59:00",
    '',
    'Now:   It has not been handed to the carrier yet.',
    'Next:  It waits behind the message of 00:57:00: until',
    '       01:09:00, or until that is settled.',
    '',
    'Times are those of Europe/Berlin.',
  ]);
});

test('no line is longer than the window, however narrow, and nothing is lost', () => {
  for (const columns of [0, 40, 57, 80, 400]) {
    const text = lines({ columns, details: true });
    expect(Math.max(...text.map((line) => line.length))).toBeLessThanOrEqual(Math.max(40, columns));
    expect(text.join(' ').replaceAll(/\s+/g, ' ')).toContain('QuietHours of quiet-hours had no objection (under 1 ms)');
  }
});

test('no number is shown in full', () => {
  expect(JSON.stringify(maskStory(story))).not.toMatch(/\+\d{5}/);
  expect(maskStory(story).chapters[0]?.details[0]?.value).toBe('…0143 (Written in international form)');
});
