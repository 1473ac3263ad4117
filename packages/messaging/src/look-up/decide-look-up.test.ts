import { describe, expect, test } from '@jest/globals';
import { decideLookUp, type LookUpSituation, lookUpPauseMs, mostLookUps } from './decide-look-up.js';

const ended = new Date('2026-01-05T12:00:00.000Z');
const after = (ms: number) => new Date(ended.getTime() + ms);
const situation = (change: Partial<LookUpSituation>): LookUpSituation => ({
  answer: { outcome: 'absent' },
  askedAt: after(0),
  now: after(10),
  attemptEndedAt: ended,
  settlesAfterMs: 60_000,
  asked: 1,
  ...change,
});

describe('what follows from an answer', () => {
  test('absent counts only when it was asked after the settling time, which runs from the end of the attempt', () => {
    const early = { next: 'wait', early: true, until: after(60_000) };
    expect(decideLookUp(situation({ askedAt: after(59_999), now: after(70_000) }))).toEqual(early);
    expect(decideLookUp(situation({ askedAt: after(60_000) }))).toEqual({ next: 'queue' });
    expect(decideLookUp(situation({ askedAt: after(59_999), asked: 1_000 }))).toEqual(early);
  });

  test('found counts at once', () => {
    const answer = { outcome: 'found', carrierMessageId: 'C1', state: 'sent' } as const;
    expect(decideLookUp(situation({ answer }))).toEqual({ next: 'found' });
  });

  test.each(['inconclusive', 'failed', 'late', 'paused'] as const)(
    '%s: asked again for a bounded time, never queued',
    (outcome) => {
      const answer = { outcome, reason: 'It does not say.' };
      const first = decideLookUp(situation({ answer }));
      expect(first).toMatchObject({ next: 'wait', early: false });
      expect(decideLookUp(situation({ answer, askedAt: after(9_999_999), asked: mostLookUps - 1 }))).toMatchObject({
        next: 'wait',
      });
      expect(decideLookUp(situation({ answer, asked: mostLookUps }))).toEqual({ next: 'unsettled' });
    },
  );

  test('the waits grow from seconds to five minutes, and end between 38 and 75 minutes', () => {
    const waits = (random: number) =>
      Array.from({ length: mostLookUps - 1 }, (_, index) => lookUpPauseMs(index + 1, undefined, () => random));
    expect(waits(1).slice(0, 8)).toEqual([4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000]);
    const minutes = (random: number) => waits(random).reduce((sum, ms) => sum + ms, 0) / 60_000;
    expect(minutes(0)).toBeGreaterThan(33);
    expect(minutes(1)).toBeLessThan(70);
  });
});
