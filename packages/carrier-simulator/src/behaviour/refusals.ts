export type RefusalCode = 'invalid_number' | 'recipient_blocked' | 'recipient_opted_out' | 'busy' | 'unavailable';

export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly retryAfterSeconds?: number;
}

/**
 * What the carrier says when it refuses; nothing is accepted then, and its contract says so. 4xx is final; 429 and
 * `unavailable` ask for another try. An answer of 5xx without one of these codes promises nothing.
 */
export const refusals: Readonly<Record<RefusalCode, Refusal>> = Object.freeze({
  invalid_number: { status: 422, reason: 'The carrier knows no phone with this number.' },
  recipient_blocked: { status: 403, reason: 'The owner of this number has blocked messages from this sender.' },
  recipient_opted_out: {
    status: 403,
    reason: 'The owner of this number told the carrier to stop texts of this sender.',
  },
  busy: { status: 429, reason: 'Too many messages at once.', retryAfterSeconds: 2 },
  unavailable: { status: 503, reason: 'The carrier is not available at the moment.', retryAfterSeconds: 2 },
});
