import type { CallContext } from './call-context.js';
import { defineExtensionPoint } from './extension-point.js';

/** Where a country that may explain a national number comes from. */
export type CountrySourceKind = 'address' | 'user' | 'location' | 'sender' | 'default';

export interface CountrySource {
  readonly source: CountrySourceKind;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** How a recipient ID came about, so that an agent can see it. */
export interface Derivation {
  /** `as_written`: already in the channel's form. `from_country`: read with the country of the sources named. */
  readonly rule: 'as_written' | 'from_country';
  /** Country of the result, ISO 3166-1 alpha-2, where there is one. */
  readonly country?: string;
  /** The sources whose country was used. */
  readonly sources: readonly CountrySource[];
  /** One sentence for the agent. */
  readonly explanation: string;
}

export interface RecipientCandidate {
  readonly channel: string;
  /** First as written; in a pipeline, what the validator before made of it. */
  readonly value: string;
  readonly derivation?: Derivation;
  /** From the person's record, typed by the agent, or received from a carrier. */
  readonly origin: 'record' | 'manual';
  /** Countries of the person: tried together. */
  readonly personCountries: readonly CountrySource[];
  /** Tried in order, and only when the person has no country source at all. */
  readonly fallbackCountries: readonly CountrySource[];
}

export type RecipientVerdict =
  | { readonly valid: true; readonly recipientId: string; readonly derivation: Derivation }
  | { readonly valid: false; readonly code: string; readonly reason: string };

/** Says whether an address can be written to on a channel, and in which form. ServiceNow: ChannelSendToValidation. */
export interface RecipientValidator {
  isValidForChannel(channel: string): boolean;
  validateRecipient(candidate: RecipientCandidate, context: CallContext): Promise<RecipientVerdict> | RecipientVerdict;
}

export const RecipientValidator = defineExtensionPoint<RecipientValidator>({
  id: 'recipient-validator',
  version: 1,
  dispatch: 'pipeline',
  failurePolicy: 'refuse',
  deadlineMs: 2_000,
  requires: ['isValidForChannel', 'validateRecipient'],
});
