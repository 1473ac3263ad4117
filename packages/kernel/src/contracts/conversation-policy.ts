import { defineExtensionPoint } from './extension-point.js';

/** A running conversation, as far as the decision needs it. */
export interface ConversationSummary {
  readonly id: string;
  readonly number: string;
  readonly senderId: string;
  /** The virtual agent has it. Never together with `assignedTo`. */
  readonly virtualAgent: boolean;
  readonly assignedTo: string | null;
  readonly liveGroup: readonly string[];
}

/** Database facts of one (channel, sender, match key); ids are opaque. */
export interface ConversationSituation {
  /** The agent who sends. */
  readonly agent: string;
  /** The recipient: a key of the person, or `null` when nobody is known. Already the profile's user where only that is known. */
  readonly person: string | null;
  /** The active channel user profile of (channel, recipient), with the key of its user; `person: null` is a guest. */
  readonly profile: { readonly id: string; readonly person: string | null } | null;
  /** The active conversation of (channel, sender, recipient). */
  readonly conversation: ConversationSummary | null;
  /** Active conversations of the same recipient on other senders of the channel. */
  readonly otherConversations: readonly ConversationSummary[];
}

export type CloseReason =
  | 'agent_ended'
  | 'no_response'
  | 'recipient_reassigned'
  | 'taken_over_by_agent'
  | 'auto_closed';
export type Workflow = 'created' | 'appended' | 'replaced_virtual_agent' | 'replaced_different_user';

export interface ConversationClose {
  readonly id: string;
  readonly number: string;
  readonly reason: CloseReason;
}

/** What will happen to conversations, profile and assignment. Carried out by the core, in one transaction. */
export type ConversationPlan =
  | {
      readonly action: 'create';
      /** Names the rule that decided, such as `2`; part of the plan's identity. */
      readonly row: string;
      readonly workflow: Exclude<Workflow, 'appended'>;
      readonly closes: readonly ConversationClose[];
      /** `replace`: deactivate the active profile and create one for the person. `ensure`: create it if missing, link a guest's. */
      readonly profile: 'ensure' | 'replace';
      /** The transcript of this conversation is linked as context. */
      readonly contextFrom?: string;
      readonly confirmations: readonly string[];
      readonly explanation: string;
    }
  | {
      readonly action: 'append';
      readonly row: string;
      readonly workflow: 'appended';
      readonly conversation: string;
      /** Whether the conversation becomes the agent's. */
      readonly assign: boolean;
      readonly profile: 'ensure';
      readonly confirmations: readonly string[];
      readonly explanation: string;
    }
  | { readonly action: 'refuse'; readonly row: string; readonly code: string; readonly reason: string };

/** Decides what becomes of a running conversation. Synchronous and pure: it runs again inside the transaction. `null`: ask the next. */
export interface ConversationPolicy {
  decide(situation: ConversationSituation): ConversationPlan | null;
}

export const ConversationPolicy = defineExtensionPoint<ConversationPolicy>({
  id: 'conversation-policy',
  version: 1,
  dispatch: 'first',
  failurePolicy: 'refuse',
  deadlineMs: 100,
  requires: ['decide'],
});
