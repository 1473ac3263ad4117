import {
  type CallContext,
  Directory,
  type DirectoryPerson,
  injectable,
  type PersonReference,
  type TableRecord,
  type UserDocument,
  type UserDocumentResolver,
} from '@hailpoint/kernel';

/** The references of an interaction that may name the recipient, in the order in which they are asked. */
const references = [
  { field: 'consumer', explanation: 'Consumer of the interaction' },
  { field: 'contact', explanation: 'Contact of the interaction' },
  { field: 'openedFor', explanation: 'The person the interaction was opened for' },
] as const;

/**
 * The recipient of a message that is composed from an interaction: its consumer, else its contact, else the person it was opened for.
 * A reference that the directory does not know is passed over, as if it were empty.
 */
@injectable()
export class AgentMessagingInteractionUserDocument implements UserDocumentResolver {
  constructor(private readonly directory: Directory) {}

  isValidForTableRecord(record: TableRecord): boolean {
    return record.table === 'interaction';
  }

  /** @throws what the directory throws; an unreachable directory is not an unknown person. */
  async getUserDocument(record: TableRecord, context: CallContext): Promise<UserDocument | null> {
    for (const { field, explanation } of references) {
      const reference = record.fields[field];
      if (!isPersonReference(reference)) continue;
      context.signal.throwIfAborted();
      const person = await this.directory.findPerson(reference);
      if (person) return toUserDocument(person, explanation);
    }
    return null;
  }
}

function isPersonReference(value: unknown): value is PersonReference {
  if (typeof value !== 'object' || value === null) return false;
  const { source, id } = value as Record<string, unknown>;
  return typeof source === 'string' && typeof id === 'string';
}

function toUserDocument(person: DirectoryPerson, explanation: string): UserDocument {
  return {
    person: { source: person.reference.source, id: person.reference.id, name: person.name },
    linkedUser: person.id,
    addresses: person.addresses,
    ...(person.country !== undefined && { country: person.country }),
    ...(person.location !== undefined && { location: person.location }),
    ...(person.timeZone !== undefined && { timeZone: person.timeZone }),
    ...(person.language !== undefined && { language: person.language }),
    explanation,
  };
}
