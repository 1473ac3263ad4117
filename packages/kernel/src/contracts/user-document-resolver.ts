import type { CallContext } from './call-context.js';
import { defineExtensionPoint } from './extension-point.js';

/** A person, known by the directory that names them: `hailpoint` for our own, a CRM's name for people that a plugin brings. */
export interface PersonReference {
  readonly source: string;
  readonly id: string;
}

/** The record that an agent composes from. For an interaction, `fields` is {@link InteractionFields}. */
export interface TableRecord {
  /** `interaction`, or a table that a plugin knows. */
  readonly table: string;
  readonly id: string;
  readonly number: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The fields of an interaction as a resolver sees them. */
export interface InteractionFields extends Record<string, unknown> {
  readonly type: string;
  readonly state: string;
  readonly shortDescription: string | null;
  readonly consumer: PersonReference | null;
  readonly contact: PersonReference | null;
  readonly openedFor: PersonReference | null;
  readonly relatedRecord: {
    readonly table: string;
    readonly id: string;
    readonly label?: string;
    readonly url?: string;
  } | null;
}

export interface Address {
  /** What the value is: `phone`, `email`, or a kind of a channel's own. */
  readonly kind: string;
  /** As written in the source; channels derive the recipient ID from it. */
  readonly value: string;
  /** Such as "Mobile" or "Work". */
  readonly label: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
}

/** Who the recipient is and how to reach them. */
export interface UserDocument {
  readonly person: PersonReference & { readonly name: string };
  /** The person of our own directory who is the same; profiles then bind to that one. A Hailpoint user id. */
  readonly linkedUser?: string;
  /** Empty is an answer: the person is known and cannot be reached. */
  readonly addresses: readonly Address[];
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** ISO 3166-1 country (`BR`) or ISO 3166-2 subdivision (`US-CA`). Any other text is shown and not understood as a country. */
  readonly location?: string;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone?: string;
  /** BCP 47. */
  readonly language?: string;
  /** In words for the agent: why this is the recipient. Default: "Recipient chosen by <plugin>". */
  readonly explanation?: string;
}

/** Says who the recipient of a message composed from a record is. ServiceNow: AgentInitiatedMessagingUserDocument. */
export interface UserDocumentResolver {
  isValidForTableRecord(record: TableRecord): boolean;
  /** `null`: not mine to answer, ask the next. */
  getUserDocument(record: TableRecord, context: CallContext): Promise<UserDocument | null> | UserDocument | null;
}

export const UserDocumentResolver = defineExtensionPoint<UserDocumentResolver>({
  id: 'user-document-resolver',
  version: 1,
  dispatch: 'first',
  failurePolicy: 'skip',
  deadlineMs: 3_000,
  requires: ['isValidForTableRecord', 'getUserDocument'],
});
