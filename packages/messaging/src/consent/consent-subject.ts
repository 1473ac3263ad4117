/** What consent belongs to. */
export interface ConsentSubject {
  readonly channel: string;
  readonly senderGroup: string;
  readonly matchKey: string;
  /** The address as it was used. */
  readonly recipientId: string;
}

/** Where a change of consent comes from: its source with the proof. */
export type ConsentProof =
  | { readonly source: 'keyword'; readonly keyword: string; readonly messageId: string; readonly event: ConsentEvent }
  /** The carrier refused our message. */
  | { readonly source: 'carrier'; readonly messageId: string; readonly event: ConsentEvent | null }
  | { readonly source: 'admin' | 'api'; readonly recordedBy: string; readonly note: string };

/** An event of a carrier. */
export interface ConsentEvent {
  readonly pluginId: string;
  readonly eventId: string;
}
