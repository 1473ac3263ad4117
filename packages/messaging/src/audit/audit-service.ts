import type { Clock } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import type { AuditEntry, AuditService } from '../messaging.js';
import type { Page } from '../model/interaction.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';
import { type NewAuditEntry, recordAudit } from './record-audit.js';

/** Who did what, newest first. Entries are only ever added. */
export class DatabaseAuditService implements AuditService {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(dependencies: { readonly store: Store; readonly clock: Clock }) {
    this.#store = dependencies.store;
    this.#clock = dependencies.clock;
  }

  record(entry: NewAuditEntry): Promise<void> {
    return recordAudit(this.#store, entry, this.#clock.now());
  }

  async list(query: { subject?: string; limit?: number; cursor?: string }): Promise<Page<AuditEntry>> {
    const limit = pageLimit(query.limit);
    const before = query.cursor === undefined ? null : decodeCursor('audit', query.cursor, [cursorPart.id])[0]!;
    const rows = await this.#store.query
      .selectFrom('audit_entries as entry')
      .leftJoin('users', 'users.id', 'entry.user_id')
      .select(['entry.id', 'entry.at', 'entry.user_id', 'entry.operating_system_user', 'entry.action', 'entry.subject'])
      .select(['entry.detail', 'users.name as user_name'])
      .$if(query.subject !== undefined, (all) => all.where('entry.subject', '=', query.subject as string))
      .$if(before !== null, (all) => all.where('entry.id', '<', before))
      .orderBy('entry.id', 'desc')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        user: row.user_id !== null ? { id: row.user_id, name: row.user_name ?? '' } : null,
        action: row.action,
        subject: row.subject,
        detail: {
          ...(row.detail as Record<string, unknown>),
          ...(row.operating_system_user !== null && { operatingSystemUser: row.operating_system_user }),
        },
      })),
      nextCursor: rows.length > limit && last ? encodeCursor('audit', [last.id]) : null,
    };
  }
}
