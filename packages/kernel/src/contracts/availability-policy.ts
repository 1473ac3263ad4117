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
}

export type Availability =
  | { readonly available: true }
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
