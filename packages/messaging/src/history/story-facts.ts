import type { CloseReason, VirtualAgentStop } from '@hailpoint/kernel';
import type { StoredPreflight } from '../model/asked.js';
import type { InteractionState, InteractionType, PersonSummary } from '../model/interaction.js';
import type { MessageState } from '../model/message.js';
import type { HistoryEvent } from './history-entry.js';

/** Everything that is kept of an interaction, or of one message, as far as its story needs it. */
export interface StoryFacts {
  readonly now: Date;
  /** Set: the story of this message alone. */
  readonly message: string | null;
  /** The interaction asked for, or the message's. */
  readonly interaction: InteractionFacts;
  /** Oldest first. */
  readonly messages: readonly MessageFacts[];
  /** Oldest first. */
  readonly entries: readonly EntryFacts[];
  /** Names of the people that entries name, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Whether the plugin that carries a channel is on. */
  readonly carried: (pluginId: string, channel: string) => boolean;
  /** The time that this page tells of: from (`null`: the beginning) until (`null`: now). Messages bring all of their own along. */
  readonly span: { readonly from: Date | null; readonly until: Date | null };
  readonly nextCursor: string | null;
}

export interface InteractionFacts {
  readonly id: string;
  readonly number: string;
  readonly type: InteractionType;
  readonly state: InteractionState;
  readonly channel: string | null;
  /** Whom it is about: consumer, else contact, else opened-for. */
  readonly person: PersonSummary | null;
  readonly assignedTo: PersonSummary | null;
  readonly virtualAgent: boolean;
  /** Number of the record that it was composed from. */
  readonly source: string | null;
  /** Number of the conversation that it took over from. */
  readonly context: string | null;
  /** Number of the conversation that took over from it. */
  readonly continuedIn: string | null;
  readonly liveGroup: readonly (PersonSummary & { readonly addedAt: Date })[];
  readonly closeReason: CloseReason | null;
  /** Messages that are scheduled from it: when the next one is due, and how many need attention. */
  readonly scheduled: { readonly next: Date | null; readonly needAttention: number };
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly virtualAgentStopped: { readonly why: VirtualAgentStop; readonly reason: string | null } | null;
}

export interface MessageFacts {
  readonly id: string;
  /** Number of its conversation. */
  readonly conversation: string;
  /** Number of the record that it was composed from; `null`: not composed from one. */
  readonly source: string | null;
  readonly direction: 'outbound' | 'inbound';
  readonly author: {
    readonly kind: 'agent' | 'customer' | 'virtual_agent' | 'system';
    readonly id: string | null;
    readonly name: string | null;
  };
  /** Whom its conversation is with. */
  readonly person: string | null;
  readonly channel: string;
  readonly plugin: string;
  readonly characters: number;
  readonly attachments: number;
  readonly encoding: string | null;
  readonly segments: number | null;
  readonly state: MessageState;
  readonly cause: { readonly code: string; readonly reason: string | null } | null;
  readonly stateAt: Date;
  readonly carrierMessageId: string | null;
  readonly dueAt: Date | null;
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
  readonly preflight: StoredPreflight | null;
  /** By number, 1 first. */
  readonly attempts: readonly AttemptFacts[];
  /** Questions to the carrier about attempts of unknown outcome, in their order. */
  readonly lookUps: readonly LookUpFacts[];
  /** In the order of their arrival. */
  readonly receipts: readonly ReceiptFacts[];
  /** The earlier message of its conversation that it waits for. */
  readonly behind: {
    readonly id: string;
    readonly state: MessageState;
    readonly stateAt: Date;
    readonly createdAt: Date;
  } | null;
}

export interface AttemptFacts {
  readonly attempt: number;
  /** Id of the plugin whose attempt it was. */
  readonly plugin: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** `null`: under way, or never answered. */
  readonly outcome: 'accepted' | 'rejected' | 'not_sent' | 'unknown' | null;
  readonly code: string | null;
  readonly reason: string | null;
  /** When an unknown outcome ceased to stand in the way of another attempt: the carrier does not have it, or an agent decided. */
  readonly settledAt: Date | null;
}

export interface LookUpFacts {
  readonly attempt: number;
  readonly at: Date;
  /** Name of the agent who asked; `null`: by itself. */
  readonly user: string | null;
  /** `absent_early`: the carrier does not have it, but may still get it. */
  readonly outcome: 'found' | 'absent' | 'absent_early' | 'inconclusive' | 'failed' | 'late' | 'paused';
  readonly code: string | null;
  readonly reason: string | null;
  /** When the carrier is asked again by itself. */
  readonly nextAt: Date | null;
}

export interface ReceiptFacts {
  readonly eventId: string;
  readonly state: MessageState;
  readonly code: string | null;
  readonly reason: string | null;
  readonly carrierTime: Date;
  readonly receivedAt: Date;
}

export interface EntryFacts {
  readonly id: string;
  readonly at: Date;
  readonly message: string | null;
  /** Who did it; `null`: the system itself. */
  readonly user: PersonSummary | null;
  readonly event: HistoryEvent;
}
