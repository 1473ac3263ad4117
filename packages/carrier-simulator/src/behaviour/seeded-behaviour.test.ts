import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ArrivingMessage } from './behaviour-script.js';
import { type ChaosProfile, chaosPresets } from './chaos-profile.js';
import { seededBehaviour } from './seeded-behaviour.js';

const profile = chaosPresets.rough;

function message(id: string, change: Partial<ArrivingMessage> = {}): ArrivingMessage {
  return { clientMessageId: id, from: '+12025550100', to: '+12025550143', body: `Text ${id}`, attempt: 1, ...change };
}

const ids = Array.from({ length: 2_000 }, (_, index) => `m${index}`);
const decide = (seed: number, change?: Partial<ArrivingMessage>) =>
  ids.map((id) => seededBehaviour({ seed, profile }).next(message(id, change)));

describe('a seed', () => {
  test('decides the same for the same messages in any order, each alone', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc
          .uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 20 })
          .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        (seed, [order, other]) => {
          const decisions = (list: string[], script = seededBehaviour({ seed, profile })) =>
            new Map(list.map((id) => [id, script.next(message(id))]));
          const [first, second] = [decisions(order), decisions(other)];
          for (const id of order) {
            expect(second.get(id)).toEqual(first.get(id));
            expect(seededBehaviour({ seed, profile }).next(message(id))).toEqual(first.get(id));
          }
        },
      ),
    );
  });

  test('gives the behaviour that it gave when this was written', () => {
    const { latencyMs, refuse, failAfterAccept, clockSkewMs } = seededBehaviour({ seed: 7, profile }).next(
      message('m1'),
    );
    expect({ latencyMs, refuse, failAfterAccept, clockSkewMs }).toMatchInlineSnapshot(`
{
  "clockSkewMs": -326,
  "failAfterAccept": null,
  "latencyMs": 22,
  "refuse": "busy",
}
`);
  });

  test('another one decides otherwise, and so does another attempt', () => {
    expect(decide(1)).not.toEqual(decide(2));
    expect(decide(1, { attempt: 2 })).not.toEqual(decide(1));
  });

  test('by content, goes by what the message says and not by its id', () => {
    const script = seededBehaviour({ seed: 3, profile, by: 'content' });
    for (const id of ids.slice(0, 100)) {
      expect(script.next(message('another id', { body: `Text ${id}` }))).toEqual(script.next(message(id)));
    }
    expect(ids.map((id) => script.next(message('same', { body: id })).latencyMs)).not.toEqual(
      ids.map(() => script.next(message('same')).latencyMs),
    );
  });
});

describe('a profile', () => {
  test('happens as often as it says', () => {
    const all = decide(11);
    const share = (fits: (behaviour: (typeof all)[number]) => boolean) => all.filter(fits).length / all.length;
    // Three standard deviations.
    const near = (seen: number, said: number) =>
      expect(Math.abs(seen - said)).toBeLessThan(3 * Math.sqrt((said * (1 - said)) / all.length));
    near(
      share(({ refuse }) => refuse === 'busy'),
      profile.busy + profile.busyWithoutHint,
    );
    near(
      share(({ failAfterAccept }) => failAfterAccept !== null),
      0.06,
    );
    near(
      share(({ repeatReceipts }) => repeatReceipts),
      profile.receiptsRepeated,
    );
    const mean = all.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / all.length;
    expect(mean).toBeGreaterThan(profile.latency.meanMs * 0.8);
    expect(mean).toBeLessThan(profile.latency.meanMs * 1.2);
  });

  test('reaches every misbehaviour, and a message is turned away in one way at most', () => {
    const all = decide(5, { body: 'long '.repeat(60) });
    const seen = (key: keyof (typeof all)[number]) => new Set(all.map((behaviour) => behaviour[key]));
    expect(seen('refuse')).toEqual(new Set([null, 'busy', 'unavailable', 'invalid_number']));
    expect(seen('retryAfterHint')).toEqual(new Set([true, false]));
    expect(seen('failBeforeAccept')).toEqual(new Set([null, 'resetUnread', 'reset', 'error']));
    expect(seen('failAfterAccept')).toEqual(new Set([null, 'reset', 'error', 'tornAnswer']));
    expect(seen('loseReceipts')).toEqual(new Set([false, true, 'sent', 'final']));
    expect(seen('undelivered')).toEqual(new Set([null, 'part_failed', 'phone_unreachable', 'content_filtered']));
    for (const { refuse, failBeforeAccept, failAfterAccept } of all) {
      expect([refuse, failBeforeAccept, failAfterAccept].filter((each) => each !== null).length).toBeLessThan(2);
    }
  });

  test('a message of one segment never fails in part', () => {
    expect(decide(5).filter(({ undelivered }) => undelivered === 'part_failed')).toEqual([]);
  });

  test('no delay is above its maximum, and no clock further off', () => {
    const wild: ChaosProfile = { ...profile, latency: { meanMs: 1_000, maximumMs: 1_200 } };
    const all = ids.map((id) => seededBehaviour({ seed: 1, profile: wild }).next(message(id)));
    expect(Math.max(...all.map(({ latencyMs }) => latencyMs))).toBe(1_200);
    const skews = all.map(({ clockSkewMs }) => clockSkewMs);
    expect(Math.max(...skews)).toBeLessThanOrEqual(profile.maximumClockSkewMs);
    expect(Math.min(...skews)).toBeGreaterThanOrEqual(-profile.maximumClockSkewMs);
    expect(skews.some((skew) => skew < 0) && skews.some((skew) => skew > 0)).toBe(true);
  });

  test('of nothing leaves the carrier as it is', () => {
    const script = seededBehaviour({ seed: 1, profile: chaosPresets.none });
    for (const id of ids) expect(script.next(message(id))).toEqual(script.current());
  });
});

test('texts from phones are decided by what they say, not by the carrier’s id', () => {
  const script = seededBehaviour({ seed: 9, profile });
  const text = (body: string) => ({ from: '+12025550143', to: '+12025550100', body });
  expect(script.inbound?.(text('Hi'))).toEqual(script.inbound?.(text('Hi')));
  const all = ids.map((id) => script.inbound?.(text(id)));
  for (const key of ['repeatInbound', 'splitInbound', 'honoursStop'] as const) {
    expect(new Set(all.map((behaviour) => behaviour?.[key]))).toEqual(new Set([true, false]));
  }
  expect(all.some((behaviour) => (behaviour?.inboundDelayMs ?? 0) > 0)).toBe(true);
});
