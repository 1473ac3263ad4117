import type { Clock } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import { isId } from '../directory/is-id.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor, NotificationService } from '../messaging.js';
import type { Notification, NotificationKind, NotificationList } from '../model/notification.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';

/** A person's own notifications, newest first. Nobody reads or marks another's. */
export class DatabaseNotificationService implements NotificationService {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #live: LiveEventBus;

  constructor(dependencies: { readonly store: Store; readonly clock: Clock; readonly live: LiveEventBus }) {
    this.#store = dependencies.store;
    this.#clock = dependencies.clock;
    this.#live = dependencies.live;
  }

  async list(actor: Actor, query: { limit?: number; cursor?: string }): Promise<NotificationList> {
    const limit = pageLimit(query.limit);
    const before = query.cursor === undefined ? null : decodeCursor('notifications', query.cursor, [cursorPart.id])[0]!;
    const rows = await this.#store.query
      .selectFrom('notifications as n')
      .leftJoin('interactions', 'interactions.id', 'n.interaction_id')
      .select(['n.id', 'n.kind', 'n.body', 'n.message_id', 'n.read_at', 'n.created_at', 'interactions.number'])
      .where('n.user_id', '=', actor.userId)
      .$if(before !== null, (all) => all.where('n.id', '<', before))
      .orderBy('n.id', 'desc')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(
        (row): Notification => ({
          id: row.id,
          kind: row.kind as NotificationKind,
          body: row.body,
          interaction: row.number,
          messageId: row.message_id,
          read: row.read_at !== null,
          createdAt: row.created_at.toISOString(),
        }),
      ),
      unread: await this.#unread(actor),
      nextCursor: rows.length > limit && last ? encodeCursor('notifications', [last.id]) : null,
    };
  }

  async markRead(actor: Actor, ids?: readonly string[]): Promise<{ unread: number }> {
    const chosen = ids?.filter(isId);
    const marked =
      chosen?.length === 0
        ? 0n
        : (
            await this.#store.query
              .updateTable('notifications')
              .set({ read_at: this.#clock.now() })
              .where('user_id', '=', actor.userId)
              .where('read_at', 'is', null)
              .$if(chosen !== undefined, (all) => all.where('id', 'in', [...(chosen ?? [])]))
              .executeTakeFirst()
          ).numUpdatedRows;
    // The person's other open pages count anew.
    if (marked > 0n) this.#live.publish({ kind: 'notification', userId: actor.userId });
    return { unread: await this.#unread(actor) };
  }

  async #unread(actor: Actor): Promise<number> {
    const { unread } = await this.#store.query
      .selectFrom('notifications')
      .select((count) => count.fn.countAll<string>().as('unread'))
      .where('user_id', '=', actor.userId)
      .where('read_at', 'is', null)
      .executeTakeFirstOrThrow();
    return Number(unread);
  }
}
