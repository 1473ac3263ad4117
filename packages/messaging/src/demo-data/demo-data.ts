import type { CloseReason, CollectedValue, PersonKind } from '@hailpoint/kernel';
import type { InteractionState, InteractionType, MessageState, RelatedRecord } from '@hailpoint/store';
import type { Role, UserPhone } from '../model/user.js';
import type { WebhookProblemCode } from '../webhooks/webhook-problem.js';

/**
 * People, records and conversations for a first run, as a plain object (YAML or JSON). People and records are named by keys of your own
 * choice, which live only in this object. All times are minutes before the moment of import, so that demo data never looks old.
 *
 * ```yaml
 * users:
 *   - { key: ana, name: Ana Agent, kind: agent, username: ana, roles: [agent_workspace_user] }
 *   - { key: clara, name: Clara Customer, kind: consumer, country: US, phones: [{ label: Mobile, number: '+12025550143' }] }
 * interactions:
 *   - { key: call, type: phone, state: new, consumer: clara, assignedTo: ana, shortDescription: Parcel is late, openedMinutesAgo: 35 }
 * conversations:
 *   - key: chat
 *     channel: sms
 *     plugin: sms-simulator
 *     sender: support-us
 *     recipientId: '+12025550143'
 *     user: clara
 *     assignedTo: ana
 *     from: call
 *     openedMinutesAgo: 30
 *     messages:
 *       - { direction: outbound, author: ana, body: Hello Clara, state: delivered, minutesAgo: 30 }
 *       - { direction: inbound, body: Thanks!, minutesAgo: 12 }
 * guide:
 *   - { situation: B2, title: Join a running conversation, text: Compose to Clara from this record., interaction: call }
 * ```
 *
 * Interactions and conversations get their numbers by age, the oldest first, so their order here does not matter.
 */
export interface DemoData {
  readonly users: readonly DemoUser[];
  /** Records of every type but messaging. */
  readonly interactions?: readonly DemoInteraction[];
  /** Messaging interactions with their threads, open and closed. */
  readonly conversations?: readonly DemoConversation[];
  /**
   * Active channel user profiles that no open conversation brings with it: a number that belongs to somebody, with nothing going on (plan row
   * 1 without anything to close). At most one profile per (channel, recipient), those of conversations included.
   */
  readonly profiles?: readonly DemoProfile[];
  /** Messages that wait for their moment, or were not sent at it. */
  readonly scheduled?: readonly DemoScheduled[];
  /** What carriers sent and nobody could process: it waits for an administrator. */
  readonly carrierEvents?: readonly DemoCarrierEvent[];
  /** What to try first; the home page shows it with the numbers that the records got. */
  readonly guide?: readonly DemoGuideEntry[];
}

export interface DemoUser {
  /** Unique among the users of this object. */
  readonly key: string;
  readonly name: string;
  readonly kind: PersonKind;
  /** Needed to sign in; unique. */
  readonly username?: string;
  readonly roles?: readonly Role[];
  /** Written as people write them: nationally (then `country` says how to read it) or with `+`. */
  readonly phones?: readonly UserPhone[];
  readonly email?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** ISO 3166-1 country, ISO 3166-2 subdivision (`US-CA`), or any text. */
  readonly location?: string;
  /** IANA name. */
  readonly timeZone?: string;
  /** BCP 47. */
  readonly language?: string;
  /** Default true. */
  readonly active?: boolean;
}

export interface DemoInteraction {
  /** Unique among interactions and conversations. Only needed where something else names it. */
  readonly key?: string;
  readonly type: Exclude<InteractionType, 'messaging'>;
  readonly state: InteractionState;
  readonly shortDescription?: string;
  /** Keys of users. */
  readonly consumer?: string;
  readonly contact?: string;
  readonly openedFor?: string;
  readonly assignedTo?: string;
  readonly relatedRecord?: RelatedRecord;
  readonly openedMinutesAgo: number;
  /** Last change. Default: when it was closed, else when it was opened. */
  readonly updatedMinutesAgo?: number;
  /** Only of a closed one. Default: when it was last updated, else when it was opened. */
  readonly closedMinutesAgo?: number;
  /** Only of a closed one. Default `agent_ended`. */
  readonly closeReason?: CloseReason;
}

export interface DemoConversation {
  /** Unique among interactions and conversations. */
  readonly key?: string;
  readonly channel: string;
  /** Id of the plugin that carries it. */
  readonly plugin: string;
  /** Id of one of that plugin's senders. */
  readonly sender: string;
  /** In the channel's form: E.164 for phones. Open conversations are unique by (channel, sender, recipient). */
  readonly recipientId: string;
  /** Key of the user that the number is bound to. Absent: a guest. */
  readonly user?: string;
  /** The virtual agent has it; never together with `assignedTo`. Default false. */
  readonly virtualAgent?: boolean;
  /** Which virtual agent goes on with it, and what that one kept. Only with `virtualAgent`; absent: whoever is asked first. */
  readonly virtualAgentSession?: {
    readonly plugin: string;
    readonly contribution: string;
    readonly state?: unknown;
    readonly collected?: readonly CollectedValue[];
  };
  /** Key of the agent who has it. Without it and without the virtual agent nobody has it (plan row 5). */
  readonly assignedTo?: string;
  /** Keys of the agents who take part. Default: the one it is assigned to. */
  readonly liveGroup?: readonly string[];
  /** Default `work_in_progress`. */
  readonly state?: InteractionState;
  /** Default: "SMS conversation with <name>". */
  readonly shortDescription?: string;
  /** Key of the record it was composed from. */
  readonly from?: string;
  readonly openedMinutesAgo: number;
  /** Only of a closed one. Default: the time of its last message. */
  readonly closedMinutesAgo?: number;
  /** Only of a closed one. Default `agent_ended`. */
  readonly closeReason?: CloseReason;
  /** Only of a closed one: the rule that closed it, as its history tells. */
  readonly closedByFollowUp?: {
    readonly rule: string;
    readonly when: 'customer_unanswered' | 'agent_unanswered';
    readonly afterMinutes: number;
  };
  readonly messages?: readonly DemoMessage[];
}

/** Oldest first: `minutesAgo` never rises from one message to the next. An inbound STOP opts the number out, as a real one does. */
export interface DemoMessage {
  readonly direction: 'inbound' | 'outbound';
  /** Of an outbound message, required: a user's key, `virtual_agent` or `system`. Not for inbound ones: those are the customer's. */
  readonly author?: string;
  readonly body: string;
  /**
   * Of an outbound message; default `delivered`. An unknown one has been looked up in vain and waits for an agent's decision. What is still on
   * its way is not demo data: a worker would really send it.
   */
  readonly state?: Exclude<MessageState, 'received' | 'queued' | 'sending'>;
  /** Why it is in this state, for the agent. */
  readonly cause?: { readonly code: string; readonly reason?: string };
  readonly minutesAgo: number;
}

export interface DemoScheduled {
  /** Key of the record it was composed from; not of a conversation. */
  readonly interaction: string;
  /** Key of the agent who scheduled it. */
  readonly agent: string;
  readonly channel: string;
  /** Id of a sender. */
  readonly sender: string;
  /** In the channel's form, and one of the user's. */
  readonly recipientId: string;
  /** Key of the user whom it is for. */
  readonly user: string;
  readonly body: string;
  /** Until it is sent; with a cause, since it should have been. */
  readonly minutes: number;
  /** Why it was not sent and needs attention. Absent: it waits. */
  readonly cause?: { readonly code: string; readonly reason: string };
}

export interface DemoCarrierEvent {
  /** Id of the plugin that was called, and name of its contribution. */
  readonly plugin: string;
  readonly contribution: string;
  /** Below the plugin's webhook address: `/inbound`. */
  readonly path: string;
  /** What the carrier sent, without `at`, which is added. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly problem: WebhookProblemCode;
  readonly minutesAgo: number;
}

export interface DemoProfile {
  readonly channel: string;
  /** In the channel's form. */
  readonly recipientId: string;
  /** Key of the user that it is bound to. Absent: a guest. */
  readonly user?: string;
}

export interface DemoGuideEntry {
  /** What it shows, such as `B1` or `guest`. */
  readonly situation: string;
  readonly title: string;
  /** What to do and what to look for: one or two sentences. */
  readonly text: string;
  /** Key of the interaction or conversation to open. */
  readonly interaction: string;
}
