import type { CloseReason, CollectedValue, VirtualAgentStop } from '@hailpoint/kernel';
import type { InteractionState, InteractionType, RelatedRecord } from '@hailpoint/store';
import type { FollowUpNote } from '../history/history-entry.js';

export type { InteractionState, InteractionType, RelatedRecord };

/** A person as an interaction shows them. */
export interface PersonSummary {
  readonly id: string;
  readonly name: string;
}

/** One contact with a customer. Times are ISO 8601, UTC, with milliseconds. */
export interface Interaction {
  readonly id: string;
  /** `IMS0000001` upwards. */
  readonly number: string;
  readonly type: InteractionType;
  readonly state: InteractionState;
  readonly shortDescription: string | null;
  readonly consumer: PersonSummary | null;
  readonly contact: PersonSummary | null;
  readonly openedFor: PersonSummary | null;
  readonly assignedTo: PersonSummary | null;
  readonly relatedRecord: RelatedRecord | null;
  /** Only for type `messaging`. */
  readonly conversation: ConversationDetails | null;
  /** Always false unless the virtual agent has the conversation. */
  readonly virtualAgent: boolean;
  /** Of a conversation that the virtual agent has or had; else `null`. */
  readonly virtualAgentReport: VirtualAgentReport | null;
  readonly liveGroup: readonly PersonSummary[];
  readonly closeReason: CloseReason | null;
  /** Who closed it: a person, or a follow-up of the configuration. `null`: it is open, or was closed before that was kept. */
  readonly closedBy: { readonly person: PersonSummary | null; readonly followUp: FollowUpNote | null } | null;
  /** Raised by every change; an `If-Match` names it. */
  readonly version: number;
  readonly openedAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  /** Whether Compose Message is offered to this agent, and if not, why (stable code and a sentence). */
  readonly compose: { readonly offered: boolean; readonly code: string | null; readonly reason: string | null };
}

export interface VirtualAgentReport {
  /** What the customer told it. */
  readonly collected: readonly CollectedValue[];
  /** `null`: it has the conversation. `reason` is its own, for the agents. */
  readonly stopped: { readonly why: VirtualAgentStop; readonly reason: string | null; readonly at: string } | null;
}

export interface ConversationDetails {
  readonly channel: string;
  readonly senderId: string;
  readonly senderAddress: string;
  readonly senderName: string;
  readonly recipientId: string;
  /** A number that nobody is bound to. */
  readonly guest: boolean;
  /** The record it was composed from. */
  readonly source: { readonly number: string; readonly type: InteractionType } | null;
  /** The conversation that this one took over from; its transcript is the context. */
  readonly context: { readonly number: string } | null;
  readonly lastInboundAt: string | null;
  readonly lastOutboundAt: string | null;
}

export interface InteractionListQuery {
  readonly view?: 'mine' | 'all';
  readonly type?: InteractionType;
  readonly state?: InteractionState;
  /** Words of number, short description and people's names; each by prefix. */
  readonly q?: string;
  /** Default `-opened`: newest first. */
  readonly sort?: '-opened' | 'opened' | '-updated' | 'updated';
  /** 1 to 100, default 25. */
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface InteractionDraft {
  readonly type: Exclude<InteractionType, 'messaging'>;
  readonly shortDescription?: string | null;
  /** User ids. */
  readonly consumer?: string | null;
  readonly contact?: string | null;
  readonly openedFor?: string | null;
  readonly assignedTo?: string | null;
  readonly relatedRecord?: RelatedRecord | null;
}

/** Absent: unchanged. `null`: emptied. For type `messaging` only short description, state and assignment may change. */
export interface InteractionPatch {
  readonly shortDescription?: string | null;
  readonly state?: 'new' | 'work_in_progress' | 'on_hold' | 'wrap_up';
  readonly consumer?: string | null;
  readonly contact?: string | null;
  readonly openedFor?: string | null;
  readonly assignedTo?: string | null;
  readonly relatedRecord?: RelatedRecord | null;
}
