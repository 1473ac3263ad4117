import type { CallContext } from './call-context.js';
import { defineExtensionPoint } from './extension-point.js';

/** What a virtual agent knows of the conversation it has. */
export interface VirtualAgentConversation {
  readonly id: string;
  /** `IMS...` */
  readonly number: string;
  readonly channel: string;
  readonly sender: { readonly id: string; readonly address: string; readonly name: string };
  /** `null`: a guest. */
  readonly customer: { readonly name: string; readonly language?: string; readonly timeZone?: string } | null;
}

export interface VirtualAgentTurn {
  readonly conversation: VirtualAgentConversation;
  /** What the customer wrote. */
  readonly message: { readonly id: string; readonly body: string; readonly mediaCount: number; readonly at: Date };
  /** What the last answer kept; `null` on the first turn. */
  readonly state: unknown;
}

/** JSON, at most 16 KiB: where the virtual agent is in the conversation. */
export type VirtualAgentState = unknown;

export interface VirtualAgentAnswer {
  /** Texts for the customer, in order. Empty: says nothing. */
  readonly replies: readonly string[];
  readonly state: VirtualAgentState;
  /** Gives the conversation to live agents. */
  readonly handOff?: {
    /** For the agents. */
    readonly reason: string;
    /** What the customer was asked, by label. */
    readonly collected: readonly { readonly label: string; readonly value: string }[];
  };
}

export type VirtualAgentStop =
  | 'handed_off'
  | 'taken_over_by_agent'
  | 'recipient_reassigned'
  | 'opted_out'
  | 'failed'
  | 'closed';

/**
 * Answers customers until an agent takes over. Keeps nothing of its own between turns: what it must remember is the `state` of its answer,
 * so that any node can take the next turn.
 */
export interface VirtualAgent {
  isValidForChannel(channel: string): boolean;
  /** `null`: not for me; the next is asked, and with none the conversation waits for a live agent. */
  respond(turn: VirtualAgentTurn, context: CallContext): Promise<VirtualAgentAnswer | null> | VirtualAgentAnswer | null;
  /** It no longer has the conversation, and why. */
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
