import type { CloseReason, Derivation, Workflow } from '@hailpoint/kernel';
import type { Reason } from './compose-options.js';
import type { PersonSummary } from './interaction.js';
import type { AvailabilityNote, TemplateName } from './message-template.js';

export interface PreflightWarning {
  readonly code: string;
  readonly message: string;
  /** Send needs this confirmation. `null`: for information. */
  readonly confirmation: string | null;
}

export interface PreflightVerdict {
  /** Extension point, or `core`. */
  readonly point: string;
  readonly plugin: string;
  readonly contribution: string;
  readonly verdict: string;
  readonly code: string | null;
  readonly reason: string | null;
  /** Milliseconds. */
  readonly ms: number;
}

export interface PreflightPlan {
  /** Row of the plan's table in the docs, `1` to `5` for the default policy. */
  readonly row: string;
  readonly workflow: Workflow;
  /** In words, for the agent. */
  readonly explanation: string;
  /** The conversation that the message is appended to; `null` when one is created. */
  readonly appendsTo: string | null;
  readonly creates: boolean;
  readonly closes: readonly {
    readonly number: string;
    readonly reason: CloseReason;
    readonly queuedMessages: number;
    readonly assignedTo: PersonSummary | null;
  }[];
  /** `kept`, `created`, `linked` (a guest becomes the person), `replaced` (bound to someone else so far). */
  readonly profile: {
    readonly action: 'kept' | 'created' | 'linked' | 'replaced';
    readonly previousUser: PersonSummary | null;
    /** Messages to that person that still wait in closed conversations: they are canceled. What the plan closes counts its own. */
    readonly canceledMessages: number;
  };
  readonly assignment: 'to_agent' | 'unchanged';
  readonly assignedTo: PersonSummary | null;
  readonly joinsLiveGroup: boolean;
}

/** Whether somebody may be written to. Shown even when it stands in nobody's way. */
export interface PreflightConsent {
  /** An opt-out or opt-in holds for the senders of this group. */
  readonly senderGroup: string;
  readonly state: 'opted_out' | 'opted_in' | 'unknown';
  /** Stable: `consent_opted_in`, `consent_unknown`, `recipient_opted_out`, `opt_in_required`. */
  readonly code: string;
  /** In words for the agent: since when, by what, and what lifts it. */
  readonly explanation: string;
  readonly since: string | null;
  readonly source: 'keyword' | 'carrier' | 'admin' | 'api' | null;
}

/** When a message is expected to go out that has to wait for its sender's pace. */
export interface ExpectedSend {
  readonly at: string;
  /** `not_before`: the queue is too long to be counted to its end. */
  readonly precision: 'about' | 'not_before';
  /** Message segments that go out before it, as authors take turns. */
  readonly segmentsAhead: number;
  /** In words for the agent. */
  readonly explanation: string;
}

/** The full answer to "what will happen if I press Send now". */
export interface Preflight {
  /** Identity of the decision; hand it back with the send. Depends on no time, trace or wording. */
  readonly planId: string;
  /** No blockers. Warnings may still need a confirmation. */
  readonly sendable: boolean;
  readonly channel: string;
  readonly person: {
    readonly source: string;
    readonly id: string;
    readonly name: string;
    readonly userId: string | null;
    readonly explanation: string;
  } | null;
  readonly recipient: {
    readonly recipientId: string;
    readonly manual: boolean;
    readonly label: string | null;
    readonly derivation: Derivation;
    readonly explanation: string;
  } | null;
  readonly sender: {
    readonly id: string;
    readonly address: string;
    readonly name: string;
    readonly plugin: string;
    readonly explanation: string;
  } | null;
  /** What is known of the recipient's consent for the sender's group; `null`: recipient or sender is not known. */
  readonly consent: PreflightConsent | null;
  readonly plan: PreflightPlan | null;
  readonly warnings: readonly PreflightWarning[];
  /** Confirmations that the send must give. */
  readonly confirmations: readonly string[];
  readonly blockers: readonly (Reason & {
    readonly field: 'channel' | 'to' | 'from' | 'template' | 'body' | 'attachmentIds' | null;
    /** Of a template: the variable that is wrong. */
    readonly variable?: string;
  })[];
  /** What the policies that allow say besides: how long it stays so. Absent: nothing. */
  readonly notes?: readonly AvailabilityNote[];
  /** Free text may not go, as the blockers say, and a template of this sender may. */
  readonly templateOnly?: true;
  /** The template that goes out, with the text that the customer will see. Absent: free text. */
  readonly template?: TemplateName & { readonly text: string };
  readonly text: {
    readonly characters: number;
    readonly encoding: 'gsm7' | 'ucs2' | 'unicode';
    readonly segments: number;
    readonly maxLength: number;
  };
  /** Absent: at once, as far as the sender's pace goes, or it is refused, or asked about a later moment, of which nobody can say. */
  readonly expectedSend?: ExpectedSend;
  readonly attachments: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly contentType: string;
    readonly size: number;
    readonly becomes: 'media';
    readonly explanation: string;
  }[];
  readonly verdicts: readonly PreflightVerdict[];
}
