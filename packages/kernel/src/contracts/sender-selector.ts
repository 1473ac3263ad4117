import type { CallContext } from './call-context.js';
import { defineExtensionPoint } from './extension-point.js';
import type { PersonReference } from './user-document-resolver.js';

/**
 * How a sender and its provider have fared, as the node knows it that asks. What is not used is not seen to fail either, so both numbers are
 * forgotten after a while.
 */
export interface SenderHealth {
  /**
   * Of its provider. `open`: it failed several times in a row, and nothing is handed to it for a while; `half_open`: that while is over, and the
   * next message tries it.
   */
  readonly circuit: 'closed' | 'open' | 'half_open';
  /**
   * Attempts that came to nothing since the carrier last answered to one: those of this sender or those of its provider, whichever are more.
   * A refused message is an answer. 0 again after ten minutes without another failure.
   */
  readonly failuresInARow: number;
  /** Milliseconds that a message composed now waits for its turn in the sender's queue, or at least, where that is very long; 0: none. `null`: nobody can say, for it is for later. */
  readonly waitMs: number | null;
}

/** A sender that may be used. */
export interface SelectableSender {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Consent is kept per group. */
  readonly group: string;
  /** Id of the plugin that carries it. */
  readonly plugin: string;
  readonly health: SenderHealth;
}

/** What a selector may look at. */
export interface SenderSituation {
  readonly channel: string;
  /** The moment of the message. */
  readonly at: Date;
  readonly recipient: {
    readonly recipientId: string;
    /** Of the recipient ID, where it has one; ISO 3166-1 alpha-2. */
    readonly country?: string;
  };
  /** Whom the message is for; `null`: nobody knows. */
  readonly person: {
    readonly reference: PersonReference;
    readonly country?: string;
    readonly location?: string;
    readonly timeZone?: string;
    readonly language?: string;
  } | null;
  /** At least two, in the order of their providers. */
  readonly senders: readonly SelectableSender[];
  /** Id of the sender of the running conversation with this recipient, if that may be used. Another one would begin a second conversation beside it. */
  readonly running: string | null;
  /** Id of the sender that was used last with this recipient, of those that may be used. */
  readonly lastUsed: string | null;
}

export interface SenderChoice {
  /** One of the situation's senders; any other answer is a failure of the selector. */
  readonly senderId: string;
  /** Stable, such as `same_country`. */
  readonly code: string;
  /** Why this one, for the agent; at most 500 characters, without address or text. */
  readonly reason: string;
}

/**
 * Says which sender a composed message goes out from when the agent names none. An agent's own choice is kept, and a reply always goes out from
 * its conversation's sender: nobody is asked then, nor where there is only one. ServiceNow: the From options of AgentInitiatedConversationUtil.
 */
export interface SenderSelector {
  isValidForChannel(channel: string): boolean;
  /**
   * `null`: not for me; the next is asked. Where nobody answers, it is the sender of the running conversation, else the one used last with this
   * recipient, else the first.
   */
  selectSender(situation: SenderSituation, context: CallContext): Promise<SenderChoice | null> | SenderChoice | null;
}

/** One that fails is skipped: a message must not wait for a choice that can be made without it. */
export const SenderSelector = defineExtensionPoint<SenderSelector>({
  id: 'sender-selector',
  version: 1,
  dispatch: 'first',
  failurePolicy: 'skip',
  deadlineMs: 1_000,
  requires: ['isValidForChannel', 'selectSender'],
});
