import type { ChannelCapabilities, Derivation } from '@hailpoint/kernel';
import type { PersonAddress } from '../directory/person-address.js';
import type { PersonSummary } from '../model/interaction.js';
import type { AvailabilityNote, TemplateChoice, TemplateName } from '../model/message-template.js';
import type { Preflight, PreflightVerdict } from '../model/preflight.js';
import type { Pace } from '../pacing/pace.js';
import type { QueueAhead } from '../pacing/queue-ahead.js';
import type { TextMeasure } from '../text/segments.js';
import type { RecipientPerson } from './recipient-person.js';
import type { SourceInteraction } from './source-interaction.js';

export type Blocker = Preflight['blockers'][number];

export interface GatheredRecipient {
  readonly recipientId: string;
  readonly matchKey: string;
  readonly manual: boolean;
  readonly label: string | null;
  readonly derivation: Derivation;
  /** Whether it is one of the person's addresses; `null`: there is no person to ask. */
  readonly onRecord: boolean | null;
}

export interface GatheredSender {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly plugin: string;
  /** Consent is kept for it. */
  readonly group: string;
  readonly explanation: string;
  /** Milliseconds after which a message is no longer worth sending. */
  readonly maximumAgeMs: number;
  /** Segments that may wait before this message is refused. `null`: it is not, however many wait. */
  readonly queueLimit: number | null;
}

/** The template that the agent chose, as its provider knows it. */
export interface GatheredTemplate extends TemplateName, TemplateChoice {}

/** What a sender with a pace has to send before this message. */
export interface GatheredQueue {
  readonly pace: Pace;
  readonly ahead: QueueAhead;
  /** When it was read. */
  readonly at: Date;
}

/** Everything that plugins and configuration say about a send. Made outside any transaction. */
export interface Gathered {
  readonly agent: PersonSummary;
  /** The record composed from, or the conversation replied in, at the version that was looked at. */
  readonly source: Pick<SourceInteraction, 'id' | 'number' | 'type' | 'version'>;
  /** The conversation of a reply: its recipient and sender are its own. `null`: composed. */
  readonly replyIn: string | null;
  /** The scheduled message that this is sent as, or instead of: its attachments are this one's. */
  readonly inPlaceOf: string | null;
  readonly channel: {
    readonly channel: string;
    readonly name: string;
    readonly checkActiveRecipientProfile: boolean;
    readonly requireOptIn: boolean;
  };
  readonly person: RecipientPerson | null;
  /** What the directory keeps of a person of another source whom it may not know yet. */
  readonly personAddresses: readonly PersonAddress[];
  /** `null`: could not be derived; a blocker says why. */
  readonly recipient: GatheredRecipient | null;
  /** `null`: not known; a blocker says why. */
  readonly sender: GatheredSender | null;
  /** `null`: the sender has no pace, or the message is for a later moment, of whose queue nothing is known. */
  readonly queue: GatheredQueue | null;
  /** What the customer will see. */
  readonly body: string;
  /** `null`: free text. */
  readonly template: GatheredTemplate | null;
  /** What the agent wrote; empty beside a template, unless they did not know better. */
  readonly writtenBody: string;
  readonly attachmentIds: readonly string[];
  readonly text: TextMeasure & { readonly maxLength: number };
  readonly media: ChannelCapabilities['media'] | null;
  /** `server.publicUrl` is set. */
  readonly hasPublicUrl: boolean;
  /** What the policies that allow say besides. */
  readonly notes: readonly AvailabilityNote[];
  /** The first moment at which a policy may say otherwise; `null`: none names one. */
  readonly openUntil: Date | null;
  /** Free text may not go, and a template may. */
  readonly templateOnly: boolean;
  /** A user-document resolver failed and was skipped. */
  readonly degraded: boolean;
  readonly blockers: readonly Blocker[];
  readonly verdicts: readonly PreflightVerdict[];
}
