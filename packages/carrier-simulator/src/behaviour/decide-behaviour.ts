import { countSegments } from '../segments.js';
import type { ArrivingMessage, ArrivingText } from './behaviour-script.js';
import { type CarrierBehaviour, defaultBehaviour } from './carrier-behaviour.js';
import type { ChaosProfile, Delay } from './chaos-profile.js';
import { seededChance } from './seeded-chance.js';
import type { UndeliveredCode } from './undelivered-codes.js';

/** What tells a message from others: its id, or what it says, which a second run with other ids says again. */
export type SeedBy = 'id' | 'content';

/** What a seed makes of a message. Each question has a chance of its own, so none depends on another one's answer. */
export function decideBehaviour(
  seed: number,
  profile: ChaosProfile,
  message: ArrivingMessage,
  by: SeedBy,
): CarrierBehaviour {
  const { clientMessageId, from, to, body, attempt } = message;
  const key = by === 'id' ? [clientMessageId] : [from, to, body];
  const chance = (question: string) => seededChance(seed, question, attempt, ...key);
  const happens = (question: string, probability: number) => chance(question) < probability;
  return {
    ...defaultBehaviour,
    latencyMs: delay(profile.latency, chance('latency')),
    ...decideArrival(profile, chance('arrival')),
    loseReceipts: pick<CarrierBehaviour['loseReceipts']>(
      chance('lose'),
      [
        [profile.receiptsLost, true],
        [profile.firstReceiptLost, 'sent'],
        [profile.finalReceiptLost, 'final'],
      ],
      false,
    ),
    repeatReceipts: happens('repeat', profile.receiptsRepeated),
    reorderReceipts: happens('reorder', profile.receiptsReordered),
    receiptDelayMs: happens('late', profile.receiptsLate) ? delay(profile.receiptDelay, chance('delay')) : 0,
    foreignReceipt: happens('foreign', profile.foreignReceipts),
    undelivered: decideUndelivered(profile, body, happens),
    clockSkewMs: skew(profile, chance('skew')),
  };
}

/** What a seed makes of a text from a phone. */
export function decideInboundBehaviour(seed: number, profile: ChaosProfile, text: ArrivingText): CarrierBehaviour {
  const chance = (question: string) => seededChance(seed, question, text.from, text.to, text.body);
  const happens = (question: string, probability: number) => chance(question) < probability;
  return {
    ...defaultBehaviour,
    repeatInbound: happens('repeat', profile.inboundRepeated),
    splitInbound: happens('split', profile.inboundSplit),
    inboundDelayMs: happens('late', profile.inboundLate) ? delay(profile.inboundDelay, chance('delay')) : 0,
    honoursStop: happens('stop', profile.honoursStop),
    clockSkewMs: skew(profile, chance('skew')),
  };
}

/** Of the ways in which a message can be turned away or its answer lost, at most one. */
function decideArrival(profile: ChaosProfile, chance: number): Partial<CarrierBehaviour> {
  return pick<Partial<CarrierBehaviour>>(
    chance,
    [
      [profile.busy, { refuse: 'busy' }],
      [profile.busyWithoutHint, { refuse: 'busy', retryAfterHint: false }],
      [profile.unavailable, { refuse: 'unavailable' }],
      [profile.invalidNumber, { refuse: 'invalid_number' }],
      [profile.resetUnread, { failBeforeAccept: 'resetUnread' }],
      [profile.resetBeforeAccept, { failBeforeAccept: 'reset' }],
      [profile.errorBeforeAccept, { failBeforeAccept: 'error' }],
      [profile.resetAfterAccept, { failAfterAccept: 'reset' }],
      [profile.errorAfterAccept, { failAfterAccept: 'error' }],
      [profile.tornAnswer, { failAfterAccept: 'tornAnswer' }],
    ],
    {},
  );
}

function decideUndelivered(
  profile: ChaosProfile,
  body: string,
  happens: (question: string, probability: number) => boolean,
): UndeliveredCode | null {
  if (happens('part', profile.partFailed) && countSegments(body) > 1) return 'part_failed';
  if (!happens('undelivered', profile.undelivered)) return null;
  return happens('filtered', 0.3) ? 'content_filtered' : 'phone_unreachable';
}

function pick<T>(chance: number, choices: readonly (readonly [probability: number, choice: T])[], otherwise: T): T {
  let reached = 0;
  for (const [probability, choice] of choices) {
    reached += probability;
    if (chance < reached) return choice;
  }
  return otherwise;
}

function delay({ meanMs, maximumMs }: Delay, chance: number): number {
  return Math.min(maximumMs, Math.round(-meanMs * Math.log(1 - chance)));
}

function skew({ maximumClockSkewMs }: ChaosProfile, chance: number): number {
  return Math.round(2 * maximumClockSkewMs * chance) - maximumClockSkewMs;
}
