import type { TableRecord, UserDocument, UserDocumentResolver } from '@hailpoint/kernel';

/** A company's own user-profile plugin: answers what a test says. */
export class CrmResolver implements UserDocumentResolver {
  asked = 0;

  constructor(public answer: (record: TableRecord) => Promise<UserDocument | null> | UserDocument | null) {}

  isValidForTableRecord(record: TableRecord): boolean {
    return record.table === 'interaction';
  }

  getUserDocument(record: TableRecord): Promise<UserDocument | null> | UserDocument | null {
    this.asked += 1;
    return this.answer(record);
  }
}

/** A person whom only the company's CRM knows. */
export function crmDocument(id: string, phone: string, more: Partial<UserDocument> = {}): UserDocument {
  return {
    person: { source: 'crm', id, name: `Customer ${id}` },
    addresses: [{ kind: 'phone', value: phone, label: 'CRM' }],
    ...more,
  };
}
