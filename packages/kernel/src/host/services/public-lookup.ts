import { lookup as resolveName } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './is-public-address.js';

/** Every address of a name, as the system resolves it. */
export type ResolveName = (name: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** How requests to public addresses only find their way. */
export interface PublicAddresses {
  readonly resolve: ResolveName;
  readonly isPublic: (address: string) => boolean;
}

export const systemAddresses: PublicAddresses = {
  resolve: (name) => resolveName(name, { all: true }),
  isPublic: isPublicAddress,
};

/** A name, or an address in a URL, leads to where only our own network should. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
}

/**
 * Resolves a name for one connection, which is then made to the addresses that were judged here: what the name says a moment later does
 * not count. One address that is not public refuses the name.
 */
export function publicLookup({ resolve, isPublic }: PublicAddresses): LookupFunction {
  return (name, options, answer) => {
    resolve(name).then(
      (found) => {
        const [first] = found;
        if (first === undefined || !found.every(({ address }) => isPublic(address))) {
          answer(new AddressRefusedError(), '', 0);
        } else if (options.all === true) answer(null, [...found]);
        else answer(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => answer(error, '', 0),
    );
  };
}
