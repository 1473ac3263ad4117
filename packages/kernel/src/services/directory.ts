import type { Address, PersonReference } from '../contracts/user-document-resolver.js';

export type PersonKind = 'agent' | 'consumer' | 'contact' | 'user';

/** A person as the directory knows them. */
export interface DirectoryPerson {
  /** Hailpoint's user id. */
  readonly id: string;
  readonly reference: PersonReference;
  readonly kind: PersonKind;
  readonly name: string;
  readonly addresses: readonly Address[];
  readonly country?: string;
  readonly location?: string;
  readonly timeZone?: string;
  readonly language?: string;
}

/** Read access to the people that Hailpoint knows. */
export abstract class Directory {
  /** `null` when nobody has this reference. */
  abstract findPerson(reference: PersonReference): Promise<DirectoryPerson | null>;
}
