/** Milliseconds: most are near the mean, few are much longer (exponential), none is above the maximum. */
export interface Delay {
  readonly meanMs: number;
  readonly maximumMs: number;
}

/** How often the carrier does what. Every number without another unit is a probability from 0 to 1. */
export interface ChaosProfile {
  readonly latency: Delay;
  /** 429 with Retry-After. */
  readonly busy: number;
  /** 429 without Retry-After. */
  readonly busyWithoutHint: number;
  /** 503 with the code `unavailable`: surely not accepted. */
  readonly unavailable: number;
  readonly resetUnread: number;
  readonly resetBeforeAccept: number;
  readonly errorBeforeAccept: number;
  readonly resetAfterAccept: number;
  readonly errorAfterAccept: number;
  readonly tornAnswer: number;
  readonly invalidNumber: number;
  readonly receiptsLost: number;
  readonly firstReceiptLost: number;
  readonly finalReceiptLost: number;
  readonly receiptsRepeated: number;
  readonly receiptsReordered: number;
  readonly receiptsLate: number;
  readonly receiptDelay: Delay;
  readonly foreignReceipts: number;
  readonly undelivered: number;
  /** Of messages of several segments. */
  readonly partFailed: number;
  readonly inboundRepeated: number;
  readonly inboundSplit: number;
  readonly inboundLate: number;
  readonly inboundDelay: Delay;
  readonly honoursStop: number;
  /** Milliseconds, either way. */
  readonly maximumClockSkewMs: number;
}

const nothing: ChaosProfile = Object.freeze({
  latency: { meanMs: 0, maximumMs: 0 },
  busy: 0,
  busyWithoutHint: 0,
  unavailable: 0,
  resetUnread: 0,
  resetBeforeAccept: 0,
  errorBeforeAccept: 0,
  resetAfterAccept: 0,
  errorAfterAccept: 0,
  tornAnswer: 0,
  invalidNumber: 0,
  receiptsLost: 0,
  firstReceiptLost: 0,
  finalReceiptLost: 0,
  receiptsRepeated: 0,
  receiptsReordered: 0,
  receiptsLate: 0,
  receiptDelay: { meanMs: 0, maximumMs: 0 },
  foreignReceipts: 0,
  undelivered: 0,
  partFailed: 0,
  inboundRepeated: 0,
  inboundSplit: 0,
  inboundLate: 0,
  inboundDelay: { meanMs: 0, maximumMs: 0 },
  honoursStop: 0,
  maximumClockSkewMs: 0,
});

export type ChaosPreset = 'none' | 'mild' | 'rough';

/** `mild`: a carrier on a bad day. `rough`: everything that can go wrong does, every few messages. */
export const chaosPresets: Readonly<Record<ChaosPreset, ChaosProfile>> = Object.freeze({
  none: nothing,
  mild: {
    ...nothing,
    latency: { meanMs: 100, maximumMs: 2_000 },
    busy: 0.03,
    unavailable: 0.01,
    resetAfterAccept: 0.01,
    errorBeforeAccept: 0.01,
    receiptsLost: 0.02,
    receiptsRepeated: 0.05,
    receiptsReordered: 0.05,
    receiptsLate: 0.1,
    receiptDelay: { meanMs: 1_000, maximumMs: 10_000 },
    undelivered: 0.02,
    inboundRepeated: 0.05,
    honoursStop: 1,
    maximumClockSkewMs: 500,
  },
  rough: {
    latency: { meanMs: 40, maximumMs: 1_500 },
    busy: 0.05,
    busyWithoutHint: 0.05,
    unavailable: 0.05,
    resetUnread: 0.02,
    resetBeforeAccept: 0.02,
    errorBeforeAccept: 0.02,
    resetAfterAccept: 0.02,
    errorAfterAccept: 0.02,
    tornAnswer: 0.02,
    invalidNumber: 0.02,
    receiptsLost: 0.05,
    firstReceiptLost: 0.05,
    finalReceiptLost: 0.05,
    receiptsRepeated: 0.15,
    receiptsReordered: 0.15,
    receiptsLate: 0.2,
    receiptDelay: { meanMs: 400, maximumMs: 3_000 },
    foreignReceipts: 0.05,
    undelivered: 0.05,
    partFailed: 0.2,
    inboundRepeated: 0.2,
    inboundSplit: 0.2,
    inboundLate: 0.2,
    inboundDelay: { meanMs: 200, maximumMs: 2_000 },
    honoursStop: 0.5,
    maximumClockSkewMs: 5_000,
  },
});
