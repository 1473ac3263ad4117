import {
  type CallContext,
  type InteractionFields,
  injectable,
  type TableRecord,
  type UserDocument,
  type UserDocumentResolver,
} from '@hailpoint/kernel';
import { CrmClient } from './crm-client.js';
import { CrmConfig } from './crm-config.js';

/** The customer of the case that an interaction is about. A failure is no answer: the next resolver is asked, and the agent is told. */
@injectable()
export class CrmUserDocument implements UserDocumentResolver {
  constructor(
    private readonly config: CrmConfig,
    private readonly crm: CrmClient,
  ) {}

  isValidForTableRecord(record: TableRecord): boolean {
    return relatedRecord(record)?.table === this.config.table;
  }

  async getUserDocument(record: TableRecord, { signal }: CallContext): Promise<UserDocument | null> {
    const related = relatedRecord(record);
    const customer = related && (await this.crm.customerOf(related.id, signal));
    if (!customer) return null;
    const { id, name, phones, country, timeZone, language } = customer;
    return {
      person: { source: 'crm', id, name },
      addresses: phones.map(({ label, number, ...rest }) => ({ kind: 'phone', value: number, label, ...rest })),
      ...(country !== undefined && { country }),
      ...(timeZone !== undefined && { timeZone }),
      ...(language !== undefined && { language }),
      explanation: `Customer of ${related.label ?? `the ${related.table}`}, from the CRM`,
    };
  }
}

/** `null` too for what is none, such as from another version of the record. */
function relatedRecord({ fields }: TableRecord): InteractionFields['relatedRecord'] {
  const related = (fields as Partial<InteractionFields>).relatedRecord;
  return isText(related?.table) && isText(related?.id) ? (related as InteractionFields['relatedRecord']) : null;
}

/** Half of a character cannot be part of an address. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.isWellFormed();
}
