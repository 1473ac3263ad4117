import { validateSync } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import { QuietHoursConfig } from './quiet-hours-config.js';

function wrongKeys(raw: object): string[] {
  const options = { whitelist: true, forbidNonWhitelisted: true };
  return validateSync(Object.assign(new QuietHoursConfig(), raw), options).map((error) => error.property);
}

describe('configuration of quiet-hours', () => {
  test.each([[{}], [{ channels: [] }], [{ start: '00:00', end: '23:59' }], [{ start: '13:00', end: '15:00' }]])(
    'accepts %j',
    (raw) => {
      expect(wrongKeys(raw)).toEqual([]);
    },
  );

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
  ])('refuses %j', (raw, key) => {
    expect(wrongKeys(raw)).toEqual([key]);
  });
});
