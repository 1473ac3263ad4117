/** A number (or name) that a company sends from, and where the carrier reports to. */
export interface CompanyNumber {
  readonly address: string;
  /** For people. */
  readonly name?: string;
  /** Receives receipts by POST. */
  readonly statusCallback?: string;
  /** Receives messages that phones send to this number, by POST. */
  readonly inboundCallback?: string;
  /** Key of the callbacks' signatures. */
  readonly secret?: string;
}
