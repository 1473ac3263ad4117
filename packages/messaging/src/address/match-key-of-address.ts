import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { channelsOfAddressKind } from '../providers/channels-of-address-kind.js';
import { countrySources, type PersonPlaces } from './country-sources.js';
import { deriveRecipient } from './derive-recipient.js';
import { matchKey } from './match-key.js';

/**
 * The match key of an address in a person's record, by which inbound messages find the person. `null` when the address has no reading, or
 * more than one. What the sender's country would make of a number is no reading: another sender would make another number of it.
 */
export async function matchKeyOfAddress(
  points: Pick<ExtensionPoints, 'pipeline' | 'instances'>,
  person: PersonPlaces,
  address: { readonly kind: string; readonly value: string; readonly country?: string | null },
): Promise<string | null> {
  const carried = channelsOfAddressKind(points, address.kind);
  // A phone number is read the same on every channel, so it can be read before the first one is switched on.
  const channels = carried.length === 0 && address.kind === 'phone' ? ['sms'] : carried;
  if (channels.length === 0) return matchKey(address.kind, address.value) || null;
  const personCountries = countrySources(person, address);
  const readings = new Set<string>();
  for (const channel of channels) {
    const derived = await deriveRecipient(points, {
      channel,
      value: address.value,
      origin: 'record',
      personCountries,
      fallbackCountries: [],
    });
    if (derived.derived) readings.add(derived.matchKey);
  }
  const [only, ...others] = readings;
  return only !== undefined && others.length === 0 ? only : null;
}
