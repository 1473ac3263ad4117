import { validateSync } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import { RecipientPhoneConfig } from './recipient-phone-config.js';

const accepts = (raw: object) =>
  validateSync(Object.assign(new RecipientPhoneConfig(), raw), { whitelist: true, forbidNonWhitelisted: true })
    .length === 0;

describe('configuration of recipient-phone', () => {
  test.each([[{}], [{ channels: ['sms'] }], [{ channels: [] }], [{ channels: ['acme-sms'] }]])('accepts %j', (raw) => {
    expect(accepts(raw)).toBe(true);
  });

  test.each([
    [{ channels: null }],
    [{ channels: 'sms' }],
    [{ channels: [7] }],
    [{ channels: [''] }],
    [{ channels: [null] }],
    [{ channel: ['sms'] }],
  ])('refuses %j', (raw) => {
    expect(accepts(raw)).toBe(false);
  });
});
