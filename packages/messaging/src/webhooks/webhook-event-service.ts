import type { PreparedStatement } from '@hailpoint/store';
import { recordAudit } from '../audit/record-audit.js';
import { requireAdmin } from '../directory/require-role.js';
import { InvalidFieldsError } from '../errors/invalid-fields-error.js';
import { WebhookEventNotFoundError } from '../errors/webhook-event-not-found-error.js';
import { WebhookEventNotParkedError } from '../errors/webhook-event-not-parked-error.js';
import type { Actor, WebhookEventService } from '../messaging.js';
import type { Page } from '../model/interaction.js';
import type { WebhookEvent, WebhookEventState } from '../model/webhook-event.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';
import { type StoredWebhook, storedWebhookColumns, webhookLeaseMs } from './stored-webhook.js';
import { webhookProblem } from './webhook-problem.js';
import { WebhookProcessor, type WebhookProcessorDependencies } from './webhook-processor.js';

const longestNote = 500;

const takeStatement: PreparedStatement = {
  name: 'webhook-replay',
  text: `UPDATE webhook_events SET state = 'pending', due_at = $2, lease_until = $3, attempts = attempts + 1
          WHERE id = $1 AND state = 'parked' RETURNING ${storedWebhookColumns}`,
};

/** For administrators: the carriers' events that wait for a person. */
export class DatabaseWebhookEventService implements WebhookEventService {
  readonly #dependencies: WebhookProcessorDependencies;
  readonly #processor: WebhookProcessor;

  constructor(dependencies: WebhookProcessorDependencies) {
    this.#dependencies = dependencies;
    this.#processor = new WebhookProcessor(dependencies);
  }

  async list(
    actor: Actor,
    query: { state?: WebhookEventState; limit?: number; cursor?: string },
  ): Promise<Page<WebhookEvent>> {
    requireAdmin(actor, 'see carrier events');
    const state = query.state ?? 'parked';
    const limit = pageLimit(query.limit);
    const list = `webhook-events-${state}`;
    const before = query.cursor === undefined ? null : decodeCursor(list, query.cursor, [cursorPart.id])[0]!;
    const rows = await this.#rows()
      .where('state', '=', state)
      .$if(before !== null, (all) => all.where('id', '<', before))
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(toWebhookEvent),
      nextCursor: rows.length > limit && last ? encodeCursor(list, [last.id]) : null,
    };
  }

  async countParked(actor: Actor): Promise<number> {
    requireAdmin(actor, 'see carrier events');
    const { count } = await this.#dependencies.store.query
      .selectFrom('webhook_events')
      .select((expression) => expression.fn.countAll<string>().as('count'))
      .where('state', '=', 'parked')
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async replay(actor: Actor, id: string): Promise<WebhookEvent> {
    requireAdmin(actor, 'replay carrier events');
    const { store, clock } = this.#dependencies;
    const now = clock.now();
    const stored = await store.transaction(async (transaction) => {
      const leaseUntil = new Date(now.getTime() + webhookLeaseMs);
      const [taken] = await transaction.execute<StoredWebhook>(takeStatement, [id, now, leaseUntil]);
      if (!taken) return null;
      await recordAudit(
        transaction,
        { userId: actor.userId, action: 'webhook_event.replayed', subject: id, detail: { plugin: taken.plugin_id } },
        now,
      );
      return taken;
    });
    if (!stored) return this.#refuse(id);
    // No further try by itself: the admin sees at once what it came to.
    try {
      await this.#processor.process(this.#processor.read(stored), false);
    } catch (error) {
      await this.#processor.setAside(stored, error, false);
    }
    return this.#get(id);
  }

  async discard(actor: Actor, id: string, note: string): Promise<WebhookEvent> {
    requireAdmin(actor, 'discard carrier events');
    const words = note.trim();
    if (words.length === 0 || words.length > longestNote) {
      throw new InvalidFieldsError([
        { field: '/note', code: 'required', message: `Say why, in at most ${longestNote} characters.` },
      ]);
    }
    const { store, clock } = this.#dependencies;
    const now = clock.now();
    const discarded = await store.transaction(async (transaction) => {
      const row = await transaction.query
        .updateTable('webhook_events')
        .set({ state: 'discarded', discard_note: words, processed_at: now })
        .where('id', '=', id)
        .where('state', '=', 'parked')
        .returning(['plugin_id', 'problem_code'])
        .executeTakeFirst();
      if (!row) return false;
      const detail = { plugin: row.plugin_id, problem: webhookProblem(row.problem_code).code };
      await recordAudit(
        transaction,
        { userId: actor.userId, action: 'webhook_event.discarded', subject: id, detail },
        now,
      );
      return true;
    });
    return discarded ? this.#get(id) : this.#refuse(id);
  }

  #rows() {
    return this.#dependencies.store.query
      .selectFrom('webhook_events')
      .select(['id', 'plugin_id', 'contribution', 'state', 'received_at', 'attempts', 'problem', 'problem_code'])
      .select('discard_note');
  }

  async #get(id: string): Promise<WebhookEvent> {
    const row = await this.#rows().where('id', '=', id).executeTakeFirst();
    if (!row) throw new WebhookEventNotFoundError();
    return toWebhookEvent(row);
  }

  async #refuse(id: string): Promise<never> {
    await this.#get(id);
    throw new WebhookEventNotParkedError();
  }
}

function toWebhookEvent(row: {
  id: string;
  plugin_id: string;
  contribution: string;
  state: WebhookEventState;
  received_at: Date;
  attempts: number;
  problem: string | null;
  problem_code: string | null;
  discard_note: string | null;
}): WebhookEvent {
  return {
    id: row.id,
    plugin: row.plugin_id,
    contribution: row.contribution,
    state: row.state,
    receivedAt: row.received_at.toISOString(),
    attempts: row.attempts,
    problem: row.problem === null && row.problem_code === null ? null : webhookProblem(row.problem_code),
    discardNote: row.discard_note,
  };
}
