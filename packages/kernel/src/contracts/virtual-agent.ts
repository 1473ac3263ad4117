import type { CallContext } from './call-context.js';
import { defineExtensionPoint } from './extension-point.js';

/** The address of ours that the customer wrote to. */
export interface VirtualAgentSender {
  readonly id: string;
  readonly address: string;
  readonly name: string;
}

/** What a virtual agent knows of the conversation it has. */
export interface VirtualAgentConversation {
  readonly id: string;
  /** `IMS...` */
  readonly number: string;
  readonly channel: string;
  readonly sender: VirtualAgentSender;
  /** `null`: a guest. */
  readonly customer: { readonly name: string; readonly language?: string; readonly timeZone?: string } | null;
}

export interface VirtualAgentTurn {
  readonly conversation: VirtualAgentConversation;
  /** What the customer wrote. Its id is the same when the turn is asked for again after a crash. */
  readonly message: { readonly id: string; readonly body: string; readonly mediaCount: number; readonly at: Date };
  /** What the last answer kept; `null` on the first turn. */
  readonly state: VirtualAgentState;
}

/** JSON, at most 16 KiB: where the virtual agent is in the conversation. */
export type VirtualAgentState = unknown;

/** Something that the customer was asked. */
export interface CollectedValue {
  readonly label: string;
  readonly value: string;
}

export interface VirtualAgentAnswer {
  /** Texts for the customer, in order, at most 10. Empty: says nothing. */
  readonly replies: readonly string[];
  readonly state: VirtualAgentState;
  /**
   * All that the customer has told so far, at most 50 values; the agent who takes the conversation sees it, however it ends.
   * Absent: as the answer before said.
   */
  readonly collected?: readonly CollectedValue[];
  /** Gives the conversation to live agents, after the replies. */
  readonly handOff?: {
    /** For the agents, at most 500 characters. */
    readonly reason: string;
  };
}

/** Why a virtual agent no longer has a conversation. */
export type VirtualAgentStop =
  /** It said so. */
  | 'handed_off'
  | 'taken_over_by_agent'
  /** The number belongs to another customer now. */
  | 'recipient_reassigned'
  /** The customer wants no more messages. */
  | 'opted_out'
  /** It threw, was late, answered what cannot be sent, or was switched off. */
  | 'failed'
  | 'closed';

/**
 * Answers customers until an agent takes over. Keeps nothing of its own between turns: what it must remember is the `state` of its answer,
 * so that any node can take the next turn.
 *
 * Turns of a conversation come one after another. The answer is taken at most once for each of the customer's messages, but after a crash
 * it may be asked for again: asking must change nothing elsewhere, or be recognised by the message's id.
 */
export interface VirtualAgent {
  /** Whether it takes conversations that customers start on this sender. Synchronous and without I/O. */
  isValidForChannel(channel: string, sender: VirtualAgentSender): boolean;
  /**
   * `null` on the first turn: not for me; the next is asked, and with none the conversation waits for a live agent. Who has answered once
   * has the conversation: only they are asked from then on, and a `null` of theirs hands it to live agents.
   */
  respond(turn: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> | VirtualAgentAnswer | null;
  /** It no longer has the conversation, and why. Told to who has answered, at least once; a throw is told again later. */
  stopped?(
    conversation: VirtualAgentConversation,
    why: VirtualAgentStop,
    state: VirtualAgentState,
    context: CallContext,
  ): Promise<void> | void;
}

/** One that fails is skipped: the conversation is handed to live agents rather than left unanswered. */
export const VirtualAgent = defineExtensionPoint<VirtualAgent>({
  id: 'virtual-agent',
  version: 1,
  dispatch: 'first',
  failurePolicy: 'skip',
  deadlineMs: 5_000,
  requires: ['isValidForChannel', 'respond'],
});
