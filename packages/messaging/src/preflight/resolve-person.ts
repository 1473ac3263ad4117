import { type TableRecord, type UserDocument, UserDocumentResolver } from '@hailpoint/kernel';
import type { ExtensionPoints, TraceEntry } from '@hailpoint/kernel/host';
import type { RecipientPerson } from './recipient-person.js';

export interface ResolvedPerson {
  /** `null`: no resolver knows whom the record is about. */
  readonly person: RecipientPerson | null;
  /** A resolver failed and was skipped, so a later one may have answered in its place. */
  readonly degraded: boolean;
  readonly trace: readonly TraceEntry[];
}

/** Asks the user-document resolvers whom a message composed from the record is for. */
export async function resolvePerson(
  points: Pick<ExtensionPoints, 'first'>,
  record: TableRecord,
): Promise<ResolvedPerson> {
  const { answer, answeredBy, degraded, trace } = await points.first(
    UserDocumentResolver,
    (resolver) => resolver.isValidForTableRecord(record),
    async (resolver, context) => requireDocument(await resolver.getUserDocument(record, context)),
  );
  return { person: answer && toPerson(answer, answeredBy?.plugin ?? ''), degraded: degraded.length > 0, trace };
}

/** A document of the wrong shape is the resolver's failure, and none of the agent. */
function requireDocument(document: UserDocument | null): UserDocument | null {
  if (document === null || document === undefined) return document;
  const { person, addresses } = document;
  if (!isText(person?.source) || !isText(person.id) || !isText(person.name)) {
    throw new TypeError('A user document must name its person by source, id and name.');
  }
  if (!Array.isArray(addresses) || !addresses.every(isAddress)) {
    throw new TypeError('The addresses of a user document must be a list of { kind, value, label }.');
  }
  return document;
}

/** Not empty, and without the NUL that no database takes. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}

function isAddress(address: Partial<UserDocument['addresses'][number]> | null): boolean {
  return typeof address?.kind === 'string' && typeof address.value === 'string' && typeof address.label === 'string';
}

function toPerson(document: UserDocument, plugin: string): RecipientPerson {
  const { person, linkedUser, addresses, country, location, timeZone, language, explanation } = document;
  return {
    reference: { source: person.source, id: person.id },
    name: person.name,
    linkedUser: linkedUser ?? null,
    addresses,
    ...(country !== undefined && { country }),
    ...(location !== undefined && { location }),
    ...(timeZone !== undefined && { timeZone }),
    ...(language !== undefined && { language }),
    explanation: explanation ?? `Recipient chosen by ${plugin}`,
  };
}
