import { newId, type Store, type StoreTransaction } from '@hailpoint/store';

export interface NewAuditEntry {
  /** Default: a new one. */
  readonly id?: string;
  /** `null`: nobody of the directory, such as the system itself. */
  readonly userId: string | null;
  /** Of whoever used the command line. */
  readonly operatingSystemUser?: string;
  /** What was done, as `subject.verb`: `channel.configured`. */
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
  /** No secrets, no addresses, no message text. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes an entry along with what it tells about: pass the transaction that does it. */
export async function recordAudit(
  writer: Pick<Store, 'query'> | Pick<StoreTransaction, 'query'>,
  entry: NewAuditEntry,
  at: Date,
): Promise<void> {
  await writer.query
    .insertInto('audit_entries')
    .values({
      id: entry.id ?? newId(),
      at,
      user_id: entry.userId,
      operating_system_user: entry.operatingSystemUser ?? null,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail ?? {}),
    })
    .execute();
}
