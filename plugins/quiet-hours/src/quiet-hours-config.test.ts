import { validateSync } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import { ChannelWindowConfig, QuietHoursConfig } from './quiet-hours-config.js';

function wrongKeys(raw: object): string[] {
  const options = { whitelist: true, forbidNonWhitelisted: true };
  const config = Object.assign(new QuietHoursConfig(), raw);
  // As the host makes it from a file.
  if (Array.isArray(config.windows)) {
    config.windows = config.windows.map(
      (one) => (one && Object.assign(new ChannelWindowConfig(), one)) as ChannelWindowConfig,
    );
  }
  return validateSync(config, options).map((error) => error.property);
}

describe('configuration of quiet-hours', () => {
  test.each([
    [{}],
    [{ channels: [] }],
    [{ start: '00:00', end: '23:59' }],
    [{ start: '13:00', end: '15:00' }],
    [{ windows: [{ channel: 'whatsapp' }, { channel: 'sms', start: '22:00', end: '07:00' }] }],
  ])('accepts %j', (raw) => {
    expect(wrongKeys(raw)).toEqual([]);
  });

  test.each([
    [{ channels: null }, 'channels'],
    [{ channels: 'sms' }, 'channels'],
    [{ channels: [7] }, 'channels'],
    [{ start: null }, 'start'],
    [{ start: '24:00' }, 'start'],
    [{ start: '9:00' }, 'start'],
    [{ start: 1260 }, 'start'],
    [{ start: [] }, 'start'],
    [{ end: '08:00:00' }, 'end'],
    [{ end: null }, 'end'],
    [{ start: '08:00' }, 'end'],
    [{ from: '21:00' }, 'from'],
    [{ windows: null }, 'windows'],
    [{ windows: {} }, 'windows'],
    [{ windows: [null] }, 'windows'],
    [{ windows: [{ start: '22:00' }] }, 'windows'],
    [{ windows: [{ channel: 'sms', end: '7:00' }] }, 'windows'],
    [{ windows: [{ channel: 'sms', from: '07:00' }] }, 'windows'],
    [{ windows: [{ channel: 'sms', start: '08:00' }] }, 'windows'],
    [{ windows: [{ channel: 'sms' }, { channel: 'sms', start: '22:00' }] }, 'windows'],
  ])('refuses %j', (raw, key) => {
    expect(wrongKeys(raw)).toEqual([key]);
  });
});
