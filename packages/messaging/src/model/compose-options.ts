import type { Derivation } from '@hailpoint/kernel';
import type { PersonSummary } from './interaction.js';
import type { PreflightConsent } from './preflight.js';

/** Why something cannot be used, or should be looked at. `until`: when it ends by itself. */
export interface Reason {
  readonly code: string;
  readonly reason: string;
  readonly until?: string;
}

export interface RunningConversation {
  readonly number: string;
  readonly channel: string;
  readonly senderId: string;
  readonly recipientId: string;
  readonly assignedTo: PersonSummary | null;
  readonly virtualAgent: boolean;
  readonly lastMessageAt: string | null;
}

export interface ComposeRecipient {
  /** E.164 for phone channels; `null` when no recipient ID could be derived. */
  readonly recipientId: string | null;
  /** As it stands in the person's record. */
  readonly written: string;
  readonly label: string;
  readonly derivation: Derivation | null;
  /** Verdict for (channel, recipient): blocked ones are shown with their reasons. */
  readonly available: boolean;
  readonly reasons: readonly Reason[];
  /** Whom the number belongs to at present, when that is another person. */
  readonly currentOwner: PersonSummary | null;
  /** Id of the sender to preselect for this recipient. */
  readonly defaultSender: string | null;
  /** Why that one, in words for the agent. */
  readonly defaultSenderExplanation: string | null;
  /** For each group of the channel's senders. */
  readonly consents: readonly PreflightConsent[];
}

export interface ComposeSender {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly plugin: string;
  /** Consent is kept per group of senders. */
  readonly group: string;
}

export interface ComposeChannel {
  readonly channel: string;
  /** Name for people: "SMS". */
  readonly name: string;
  readonly order: number;
  /** Whether at least one way to use it is open: a recipient that is available, or manual entry. */
  readonly available: boolean;
  readonly reasons: readonly Reason[];
  readonly recipients: readonly ComposeRecipient[];
  /** Whether *Other* is shown. */
  readonly manualEntry: boolean;
  readonly senders: readonly ComposeSender[];
  readonly defaultSender: string | null;
  readonly text: { readonly maxLength: number; readonly encoding: 'sms' | 'unicode' };
  /** `null`: no attachments. */
  readonly attachments: {
    readonly contentTypes: readonly string[];
    readonly maxBytes: number;
    readonly maxCount: number;
  } | null;
}

/** What the compose form shows. */
export interface ComposeOptions {
  readonly interaction: string;
  readonly person: {
    readonly source: string;
    readonly id: string;
    readonly name: string;
    readonly userId: string | null;
  } | null;
  /** Why this person, in words. */
  readonly personExplanation: string;
  /** Active channels in the admin's order. */
  readonly channels: readonly ComposeChannel[];
  readonly runningConversations: readonly RunningConversation[];
  readonly warnings: readonly Reason[];
  /** IANA names, for scheduling; `null`: not known. */
  readonly timeZones: { readonly recipient: string | null; readonly agent: string | null };
}
