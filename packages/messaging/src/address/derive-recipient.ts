import { type CountrySource, type Derivation, type RecipientCandidate, RecipientValidator } from '@hailpoint/kernel';
import type { ExtensionPoints, TraceEntry } from '@hailpoint/kernel/host';
import { matchKey } from './match-key.js';

/** What became of an address on a channel. */
export type DerivedRecipient =
  | {
      readonly derived: true;
      readonly recipientId: string;
      readonly matchKey: string;
      readonly derivation: Derivation;
      readonly trace: readonly TraceEntry[];
    }
  | { readonly derived: false; readonly code: string; readonly reason: string; readonly trace: readonly TraceEntry[] };

export interface AddressToDerive {
  readonly channel: string;
  readonly value: string;
  readonly origin: RecipientCandidate['origin'];
  readonly personCountries: readonly CountrySource[];
  /** Used only when the person has no country source at all. */
  readonly fallbackCountries: readonly CountrySource[];
}

/** Runs the recipient validators of the channel over an address. Without a validator that knows the channel it is refused. */
export async function deriveRecipient(
  points: Pick<ExtensionPoints, 'pipeline'>,
  address: AddressToDerive,
): Promise<DerivedRecipient> {
  const { channel } = address;
  const initial: RecipientCandidate = address;
  const { value, validated, refusal, trace } = await points.pipeline(
    RecipientValidator,
    initial,
    (validator) => validator.isValidForChannel(channel),
    async (validator, candidate, context) => {
      const verdict = await validator.validateRecipient(candidate, context);
      if (!verdict.valid) return { code: verdict.code, reason: verdict.reason };
      if (typeof verdict.recipientId !== 'string' || verdict.recipientId === '') {
        throw new TypeError('A valid verdict must carry the recipient ID as a text.');
      }
      return { value: { ...candidate, value: verdict.recipientId, derivation: verdict.derivation } };
    },
  );
  if (refusal) return { derived: false, code: refusal.code, reason: refusal.reason, trace };
  if (validated === 0) {
    const reason = `No plugin can check recipients of the channel ${channel}. An administrator switches one on.`;
    return { derived: false, code: 'no_recipient_validator', reason, trace };
  }
  const derivation = value.derivation ?? { rule: 'as_written', sources: [], explanation: 'Taken as written.' };
  return { derived: true, recipientId: value.value, matchKey: matchKey(channel, value.value), derivation, trace };
}
