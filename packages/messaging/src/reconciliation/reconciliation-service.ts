import type { Clock } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { recordAudit } from '../audit/record-audit.js';
import { requireAdmin } from '../directory/require-role.js';
import { ReconciliationPeriodError } from '../errors/reconciliation-period-error.js';
import { ReconciliationProviderError } from '../errors/reconciliation-provider-error.js';
import { FieldChecks } from '../fields/field-checks.js';
import type { Actor, ReconciliationService } from '../messaging.js';
import type { Page } from '../model/interaction.js';
import type { Reconciliation, ReconciliationFigures } from '../model/reconciliation.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';
import { readInstant } from '../time/read-instant.js';
import { comparedProviders } from './compared-providers.js';
import { planReconciliation } from './plan-reconciliations.js';
import { noFindings, type ReconciliationFindings } from './reconciliation-row.js';
import { reconciliationWords } from './reconciliation-words.js';

export interface ReconciliationServiceDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly clock: Clock;
  /** Has a worker look now. */
  readonly wake: () => void;
}

/** The longest period that is compared at once. Milliseconds. */
const mostMs = 31 * 24 * 60 * 60_000;

/** Comparisons of what carriers know with what we know, for administrators. */
export class DatabaseReconciliationService implements ReconciliationService {
  readonly #dependencies: ReconciliationServiceDependencies;

  constructor(dependencies: ReconciliationServiceDependencies) {
    this.#dependencies = dependencies;
  }

  async list(actor: Actor, query: { limit?: number; cursor?: string }): Promise<Page<Reconciliation>> {
    requireAdmin(actor, 'see comparisons with carriers');
    const limit = pageLimit(query.limit);
    const before =
      query.cursor === undefined ? null : decodeCursor('reconciliations', query.cursor, [cursorPart.id])[0]!;
    const rows = await this.#read({ before, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor('reconciliations', [last.id]) : null };
  }

  async start(
    actor: Actor,
    request: { readonly plugin?: string; readonly from?: string; readonly to?: string },
  ): Promise<readonly Reconciliation[]> {
    requireAdmin(actor, 'compare with carriers');
    const { store, points, clock, wake } = this.#dependencies;
    const now = clock.now();
    const period = periodOf(request, now);
    const providers = comparedProviders(points).filter(
      ({ plugin }) => request.plugin === undefined || plugin === request.plugin,
    );
    if (providers.length === 0) throw new ReconciliationProviderError(request.plugin);
    const ids: string[] = [];
    for (const provider of providers) {
      const id = await planReconciliation(store, {
        provider,
        now,
        requestedBy: actor.userId,
        ...period,
      });
      if (id === undefined) continue;
      ids.push(id);
      const entry = { userId: actor.userId, action: 'reconciliation.start', subject: provider.plugin };
      await recordAudit(store, { ...entry, detail: { reconciliation: id } }, now);
    }
    wake();
    return this.#read({ ids });
  }

  async #read(which: {
    readonly ids?: readonly string[];
    readonly before?: string | null;
    readonly limit?: number;
  }): Promise<Reconciliation[]> {
    const { ids, before = null, limit = 100 } = which;
    const rows = await this.#dependencies.store.query
      .selectFrom('reconciliations as r')
      .leftJoin('users', 'users.id', 'r.requested_by')
      .select(['r.id', 'r.plugin_id', 'r.contribution', 'r.channel', 'r.requested_by', 'users.name as requester'])
      .select(['r.period_from', 'r.period_to', 'r.state', 'r.problem', 'r.figures', 'r.created_at', 'r.finished_at'])
      .$if(ids !== undefined, (all) => all.where('r.id', 'in', ids?.length ? [...ids] : ['']))
      .$if(before !== null, (all) => all.where('r.id', '<', before))
      .orderBy('r.id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => {
      const { samples, ...figures }: ReconciliationFindings = {
        ...noFindings,
        ...(row.figures as Partial<ReconciliationFindings>),
      };
      const known = { state: row.state, problem: row.problem, figures: figures as ReconciliationFigures };
      return {
        id: row.id,
        plugin: row.plugin_id,
        contribution: row.contribution,
        channel: row.channel,
        requestedBy: row.requested_by === null ? null : { id: row.requested_by, name: row.requester ?? '' },
        from: row.period_from.toISOString(),
        to: row.period_to.toISOString(),
        ...known,
        samples,
        words: reconciliationWords(known),
        createdAt: row.created_at.toISOString(),
        finishedAt: row.finished_at?.toISOString() ?? null,
      };
    });
  }
}

/** @throws InvalidFieldsError, ReconciliationPeriodError */
function periodOf(
  asked: { readonly from?: string; readonly to?: string },
  now: Date,
): { readonly from: Date | undefined; readonly to: Date } {
  const checks = new FieldChecks();
  const read = (field: 'from' | 'to') => {
    const text = asked[field];
    const at = text === undefined ? undefined : readInstant(text);
    if (at === null) checks.add(`/${field}`, 'invalid_time', 'This must be an ISO 8601 instant: 2026-03-02T09:00:00Z.');
    return at ?? undefined;
  };
  const [from, to = now] = [read('from'), read('to')];
  checks.done();
  if (to > now) throw new ReconciliationPeriodError('/to');
  const length = from === undefined ? 1 : to.getTime() - from.getTime();
  if (length <= 0 || length > mostMs) throw new ReconciliationPeriodError('/from');
  return { from, to };
}
