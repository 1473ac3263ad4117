import type { ConversationSummary } from '@hailpoint/kernel';
import type { InteractionState, InteractionType } from '@hailpoint/store';
import type { ConsentFact } from '../consent/consent-fact.js';
import type { PersonSummary } from '../model/interaction.js';

/** A person of the directory, with the reference that plugins know them by. */
export interface KnownUser extends PersonSummary {
  readonly kind: 'agent' | 'consumer' | 'contact' | 'user';
  readonly source: string;
  readonly externalId: string;
}

export interface ProfileFact {
  readonly id: string;
  /** `null`: a guest. */
  readonly user: KnownUser | null;
}

/** An active conversation with the recipient, on any sender of the channel. */
export interface ConversationFact {
  readonly id: string;
  readonly number: string;
  readonly senderId: string;
  readonly virtualAgent: boolean;
  readonly assignedTo: PersonSummary | null;
  readonly openedFor: KnownUser | null;
  readonly liveGroup: readonly PersonSummary[];
  /** Messages that wait to be sent. */
  readonly queued: number;
}

export interface AttachmentFact {
  readonly id: string;
  readonly uploaderId: string | null;
  /** The message that has it already. */
  readonly messageId: string | null;
  /** The scheduled message that it is kept for. */
  readonly scheduledMessageId: string | null;
  readonly fileName: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly digest: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** What the database says. Read outside the transaction for a preflight, and again inside it, under the recipient's lock, for the commit. */
export interface Facts {
  readonly source: {
    readonly id: string;
    readonly number: string;
    readonly type: InteractionType;
    readonly state: InteractionState;
    readonly version: number;
    readonly virtualAgent: boolean;
  } | null;
  /** The directory's row of the user document's person, or of its linked user. */
  readonly personUser: KnownUser | null;
  /** The active channel user profile of (channel, match key). */
  readonly profile: ProfileFact | null;
  readonly conversations: readonly ConversationFact[];
  /** Messages to the recipient that still wait, in conversations that were closed. */
  readonly queuedInClosed: number;
  /** Of the ids asked for, those that exist. */
  readonly attachments: readonly AttachmentFact[];
  /** Of the address, for the sender's group. */
  readonly consent: ConsentFact;
  /** Segments that wait in the sender's queue, counted as far as its limit. `null`: no limit stands in this message's way. */
  readonly waitingSegments: number | null;
}

/** As the policy sees it. */
export function toConversationSummary(fact: ConversationFact): ConversationSummary {
  const { id, number, senderId, virtualAgent, assignedTo, liveGroup } = fact;
  return {
    id,
    number,
    senderId,
    virtualAgent,
    assignedTo: assignedTo?.id ?? null,
    liveGroup: liveGroup.map((member) => member.id),
  };
}
