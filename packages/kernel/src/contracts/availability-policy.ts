import type { CallContext } from './call-context.js';
import { defineExtensionPoint } from './extension-point.js';
import type { CountrySource } from './recipient-validator.js';
import type { PersonReference } from './user-document-resolver.js';

/** What a policy may look at. */
export interface AvailabilitySituation {
  readonly channel: string;
  /** The moment of the message. */
  readonly at: Date;
  readonly sender: { readonly id: string; readonly address: string } | null;
  /** `null` while no recipient is chosen. */
  readonly recipientId: string | null;
  readonly person: {
    readonly reference: PersonReference;
    readonly country?: string;
    readonly location?: string;
    readonly timeZone?: string;
    readonly language?: string;
  } | null;
  readonly countries: readonly CountrySource[];
  /** When the customer last wrote on this channel and sender, if ever. */
  readonly lastInboundAt: Date | null;
  /** Id of the template that is to be sent; `null`: free text. */
  readonly template: string | null;
}

export type Availability =
  | {
      readonly available: true;
      /** For the agent, where there is something to know: how long it stays so, and what holds then. Never an address or a text. */
      readonly note?: string;
      /** The first moment at which it may be otherwise. What is not sent by then is asked about again. */
      readonly until?: Date;
    }
  | {
      readonly available: false;
      /** Stable, such as `quiet_hours`. */
      readonly code: string;
      /** For the agent who reads it. */
      readonly reason: string;
      /** When it will be available again, if that is known. */
      readonly until?: Date;
    };

/** Says whether a channel may be used now. ServiceNow: ChannelsQualifyingForAgentMessaging. */
export interface AvailabilityPolicy {
  isValidForChannel(channel: string): boolean;
  isChannelAvailable(situation: AvailabilitySituation, context: CallContext): Promise<Availability> | Availability;
}

export const AvailabilityPolicy = defineExtensionPoint<AvailabilityPolicy>({
  id: 'availability-policy',
  version: 1,
  dispatch: 'veto',
  failurePolicy: 'refuse',
  deadlineMs: 2_000,
  requires: ['isValidForChannel', 'isChannelAvailable'],
});
