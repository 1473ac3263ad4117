import type { CarrierBehaviour } from './behaviour/carrier-behaviour.js';

/** A message that a company posts. */
export interface CarrierMessage {
  /** The company's id; the carrier finds the message again by it. */
  readonly clientMessageId: string;
  /** Which of the company's attempts it is, if it says so; kept in the ledger and nothing else. */
  readonly clientAttempt?: number;
  readonly from: string;
  /** E.164. */
  readonly to: string;
  readonly body: string;
  /** Pictures, which the carrier fetches. */
  readonly mediaUrls: readonly string[];
  /** Registered for the number `from`, from this message on. */
  readonly statusCallback?: string;
  readonly inboundCallback?: string;
  readonly secret?: string;
}

export type PostOutcome =
  | {
      readonly outcome: 'accepted';
      readonly carrierMessageId: string;
      readonly segments: number;
      /** What the company is to get in place of the answer. */
      readonly fail: CarrierBehaviour['failAfterAccept'];
    }
  /** Nothing was accepted, and the company is not told so. */
  | { readonly outcome: 'failed'; readonly fail: 'reset' | 'error' }
  | {
      readonly outcome: 'refused';
      readonly status: number;
      readonly code: string;
      readonly reason: string;
      readonly retryAfterSeconds?: number;
    };
