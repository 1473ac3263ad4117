import { expect, test } from '@jest/globals';
import { maskAddresses } from './mask-addresses.js';

test.each([
  ['To +12025550143 (Mobile).', 'To …0143 (Mobile).'],
  ['+44 20 7946 0958 and (020) 7946-0958', '…0958 and (…0958'],
  ['whatsapp:+12025550143', 'whatsapp:…0143'],
  ['Written to clara.c@example.com, then silence.', 'Written to …@example.com, then silence.'],
  ['IMS0000029 at 2026-03-02T09:00:00.000Z', 'IMS0000029 at 2026-03-02T09:00:00.000Z'],
  ['message 01900000-0000-7000-8000-000000000004', 'message 01900000-0000-7000-8000-000000000004'],
  ['Error 30003 after 1.3 seconds, 160 characters', 'Error 30003 after 1.3 seconds, 160 characters'],
])('%s', (text, masked) => {
  expect(maskAddresses(text)).toBe(masked);
});
