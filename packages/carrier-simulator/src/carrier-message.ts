/** A message that a company posts. */
export interface CarrierMessage {
  /** The company's id; the carrier finds the message again by it. */
  readonly clientMessageId: string;
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
      /** The connection is to be reset in place of an answer. */
      readonly reset: boolean;
    }
  | {
      readonly outcome: 'refused';
      readonly status: number;
      readonly code: string;
      readonly reason: string;
      readonly retryAfterSeconds?: number;
    };
