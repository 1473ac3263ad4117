export interface HandsetMedia {
  readonly state: 'loading' | 'ready' | 'failed';
  /** Path on the carrier, when ready. */
  readonly url?: string;
  readonly contentType?: string;
}

interface MessageOnHandset {
  /** The carrier's id. */
  readonly id: string;
  /** The company's number at the other end. */
  readonly company: string;
  readonly body: string;
  readonly media: readonly HandsetMedia[];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A text that the phone got. */
export interface ReceivedMessage extends MessageOnHandset {
  readonly direction: 'received';
  readonly clientMessageId: string;
  readonly read: boolean;
}

/** A text that the phone sent. `waiting`: the company has not taken it yet; `failed`: the carrier gave up. */
export interface SentMessage extends MessageOnHandset {
  readonly direction: 'sent';
  readonly state: 'waiting' | 'handedOver' | 'failed';
}

export type HandsetMessage = ReceivedMessage | SentMessage;

export interface Handset {
  /** E.164. */
  readonly address: string;
  readonly unread: number;
  readonly last: HandsetMessage | null;
}
