import type { Address, PersonReference } from '@hailpoint/kernel';

/** Whom the message is for, as the user document says. */
export interface RecipientPerson {
  readonly reference: PersonReference;
  readonly name: string;
  /** The person of our own directory who is the same; profiles bind to that one. */
  readonly linkedUser: string | null;
  readonly addresses: readonly Address[];
  readonly country?: string;
  readonly location?: string;
  readonly timeZone?: string;
  readonly language?: string;
  /** In words for the agent. */
  readonly explanation: string;
}
