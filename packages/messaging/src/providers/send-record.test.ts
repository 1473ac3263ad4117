import { expect, test } from '@jest/globals';
import { SendRecord } from './send-record.js';

const start = new Date('2026-03-02T09:00:00.000Z');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const us = { plugin: 'a', channel: 'sms', senderId: 'us' };
const uk = { plugin: 'a', channel: 'sms', senderId: 'uk' };
const other = { plugin: 'b', channel: 'sms', senderId: 'us' };

test('failures of a carrier count for all its senders, and for no other provider', () => {
  const record = new SendRecord();
  record.note(us, false, start);
  record.note(us, false, start);
  record.note(uk, false, start);
  expect([us, uk, other].map((sender) => record.failuresInARow(sender, start))).toEqual([3, 3, 0]);
});

test('a sender that fails alone is seen although the carrier answers for the others', () => {
  const record = new SendRecord();
  for (let round = 0; round < 4; round += 1) {
    record.note(uk, false, start);
    record.note(us, true, start);
  }
  expect([us, uk].map((sender) => record.failuresInARow(sender, start))).toEqual([0, 4]);
  record.note(uk, true, start);
  expect(record.failuresInARow(uk, start)).toBe(0);
});

test('what is not used is not seen to be mended: after ten minutes without another failure it is forgotten', () => {
  const record = new SendRecord();
  record.note(us, false, start);
  record.note(us, false, minutes(9));
  expect(record.failuresInARow(us, minutes(18))).toBe(2);
  expect(record.failuresInARow(us, minutes(19))).toBe(0);
  record.note(us, false, minutes(20));
  expect(record.failuresInARow(us, minutes(20))).toBe(1);
});
