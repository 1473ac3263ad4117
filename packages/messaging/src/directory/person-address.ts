import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { matchKeyOfAddress } from '../address/match-key-of-address.js';

/** An address of a person, as it is stored. */
export interface PersonAddress {
  readonly kind: string;
  readonly label: string;
  readonly value: string;
  readonly country: string | null;
  /** Where the address has exactly one reading: inbound messages find their person by it. */
  readonly matchKey: string | null;
}

/** Asks plugins, so never inside a transaction. */
export function withMatchKeys(
  points: Pick<ExtensionPoints, 'pipeline' | 'instances'>,
  person: { readonly country?: string | null; readonly location?: string | null },
  addresses: readonly Omit<PersonAddress, 'matchKey'>[],
): Promise<PersonAddress[]> {
  return Promise.all(
    addresses.map(async (address) => ({
      ...address,
      matchKey: await matchKeyOfAddress(points, person, address),
    })),
  );
}
