import type { Address, Sender } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { countrySources } from '../address/country-sources.js';
import { type DerivedRecipient, deriveRecipient } from '../address/derive-recipient.js';
import { fallbackCountries } from './fallback-countries.js';
import type { RecipientPerson } from './recipient-person.js';

export interface RecordRecipient {
  readonly address: Address;
  readonly derived: DerivedRecipient;
}

export interface RecordRecipientsQuestion {
  readonly channel: string;
  /** The kind of address that the channel writes to. */
  readonly addressKind: string;
  readonly person: RecipientPerson | null;
  /**
   * The channel's first sender, whichever one is chosen later: a recipient ID that compose options list must mean the same in the send.
   */
  readonly firstSender: Pick<Sender, 'country'> | null;
  readonly defaultCountry: string | undefined;
}

/** The person's addresses of the channel's kind, one after the other as they stand in the record, each with what it became. */
export async function* recordRecipients(
  points: Pick<ExtensionPoints, 'pipeline'>,
  question: RecordRecipientsQuestion,
): AsyncGenerator<RecordRecipient> {
  const { channel, addressKind, person, firstSender, defaultCountry } = question;
  for (const address of person?.addresses ?? []) {
    if (address.kind !== addressKind) continue;
    const derived = await deriveRecipient(points, {
      channel,
      value: address.value,
      origin: 'record',
      personCountries: countrySources(person ?? {}, address),
      fallbackCountries: fallbackCountries(firstSender, defaultCountry),
    });
    yield { address, derived };
  }
}
