export type RefusalCode = 'invalid_number' | 'recipient_blocked' | 'busy' | 'unavailable';

export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly retryAfterSeconds?: number;
}

/** What the carrier says when it was told to refuse. 4xx is final; 429 and 503 ask for another try. */
export const refusals: Readonly<Record<RefusalCode, Refusal>> = Object.freeze({
  invalid_number: { status: 422, reason: 'The carrier knows no phone with this number.' },
  recipient_blocked: { status: 403, reason: 'The owner of this number has blocked messages from this sender.' },
  busy: { status: 429, reason: 'Too many messages at once.', retryAfterSeconds: 2 },
  unavailable: { status: 503, reason: 'The carrier is not available at the moment.', retryAfterSeconds: 2 },
});
