import type { Reconciliation, ReconciliationFigures } from '../model/reconciliation.js';

/** What is kept of the findings. */
export interface ReconciliationFindings extends ReconciliationFigures {
  readonly samples: Reconciliation['samples'];
}

export const noFindings: ReconciliationFindings = {
  checked: 0,
  receiptsAdded: 0,
  inboundRecovered: 0,
  notTaken: 0,
  unknownToUs: 0,
  missingAtCarrier: 0,
  samples: { unknownToUs: [], missingAtCarrier: [] },
};

/** A comparison that this node carries out. */
export interface ClaimedReconciliation {
  readonly id: string;
  readonly plugin_id: string;
  readonly contribution: string;
  readonly channel: string;
  readonly period_from: Date;
  readonly period_to: Date;
  /** Tries so far, this one included. */
  readonly attempts: number;
  /** Of earlier tries that did not come to an end. */
  readonly figures: Partial<ReconciliationFindings>;
}
