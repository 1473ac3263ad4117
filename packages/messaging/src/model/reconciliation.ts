import type { PersonSummary } from './interaction.js';

/** What a comparison of a carrier's list with ours found. */
export interface ReconciliationFigures {
  /** Events that the carrier listed. */
  readonly checked: number;
  /** Receipts that had not reached us. */
  readonly receiptsAdded: number;
  /** Messages of customers that had not reached us. */
  readonly inboundRecovered: number;
  /** Messages of customers that could not be taken; they are tried again the next time. */
  readonly notTaken: number;
  /** Messages that the carrier sent for one of our senders, and that we do not know. */
  readonly unknownToUs: number;
  /** Messages that we call gone out, and that the carrier does not list. */
  readonly missingAtCarrier: number;
}

export interface Reconciliation {
  readonly id: string;
  readonly plugin: string;
  readonly contribution: string;
  readonly channel: string;
  /** Who asked for it; `null`: the daily one. */
  readonly requestedBy: PersonSummary | null;
  readonly from: string;
  readonly to: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly problem: string | null;
  readonly figures: ReconciliationFigures;
  /** Some of those that differ: the carrier's ids that we do not know, and our messages that it does not list. */
  readonly samples: {
    readonly unknownToUs: readonly string[];
    readonly missingAtCarrier: readonly { readonly id: string; readonly interaction: string }[];
  };
  /** What it found, for an administrator. */
  readonly words: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}
