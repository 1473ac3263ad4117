import type { ScheduledMessageState } from '@hailpoint/store';
import type { Composition } from './composition.js';
import type { PersonSummary } from './interaction.js';
import type { AttachmentSummary } from './message.js';
import type { TemplateChoice, TemplateName } from './message-template.js';
import type { Preflight } from './preflight.js';

export type { ScheduledMessageState };

export const scheduledMessageStates = [
  'scheduled',
  'sending',
  'sent',
  'needs_attention',
  'canceled',
] as const satisfies readonly ScheduledMessageState[];

/** What a list of them can be asked for. `open`: scheduled, sending or needing attention. */
export const scheduledMessageFilters = ['open', 'any', ...scheduledMessageStates] as const;

/**
 * When to send: an instant (ISO 8601 with an offset or `Z`), or what a clock shows, to the minute, in the recipient's zone, in the agent's,
 * or in one named as IANA does.
 */
export type SendAt = string | { readonly localTime: string; readonly zone: 'recipient' | 'agent' | string };

/** The moment that a `SendAt` means. */
export interface SendMoment {
  readonly at: string;
  /** In which it was chosen; `null`: it was given as an instant. */
  readonly zone: string | null;
  /** As the recipient's record says; `null`: not known. */
  readonly recipientZone: string | null;
  /** What the agent should know about it: the clocks jump over this time, or show it twice. */
  readonly note: string | null;
}

export interface ScheduleRequest extends Omit<Composition, 'inPlaceOf'> {
  readonly sendAt: SendAt;
  /** Of the preflight that the agent saw. */
  readonly planId?: string;
  /** Confirmations given. They hold when it is sent, too. */
  readonly confirm?: readonly string[];
}

/** Absent: unchanged. */
export type SchedulePatch = Partial<ScheduleRequest>;

/** What will happen at that moment, as far as it can be known now. */
export interface SchedulePreflight {
  readonly sendAt: SendMoment;
  readonly preflight: Preflight;
}

/** A message that waits for its moment, or did. */
export interface ScheduledMessage {
  readonly id: string;
  /** The record that it was composed from. */
  readonly interaction: string;
  /** Who scheduled it; it is sent in their name. */
  readonly agent: PersonSummary;
  readonly state: ScheduledMessageState;
  readonly sendAt: SendMoment;
  readonly channel: string;
  readonly to: Composition['to'];
  readonly from: string;
  readonly recipientId: string;
  /** What the customer will see; of a template, as the agent saw it. */
  readonly body: string;
  /** Absent: free text. */
  readonly template?: TemplateName & TemplateChoice;
  readonly attachments: readonly AttachmentSummary[];
  readonly confirm: readonly string[];
  /** What the agent was shown as of the moment, and agreed to. */
  readonly preflight: Preflight;
  /** Why it needs attention or was canceled. */
  readonly cause: { readonly code: string; readonly reason: string | null } | null;
  /** What it became. */
  readonly message: { readonly id: string; readonly interaction: string } | null;
  /** Raised by every change; an `If-Match` names it. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ScheduledMessageQuery {
  /** Default `mine`. */
  readonly view?: 'mine' | 'all';
  /** Number of the record that they were composed from. */
  readonly interaction?: string;
  /** `open`, the default: scheduled, sending or needing attention, the earliest first. All others: the latest first. */
  readonly state?: (typeof scheduledMessageFilters)[number];
  /** 1 to 100, default 25. */
  readonly limit?: number;
  readonly cursor?: string;
}
