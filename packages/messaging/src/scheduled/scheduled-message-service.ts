import { newId } from '@hailpoint/store';
import { isId } from '../directory/is-id.js';
import { requireAgent } from '../directory/require-role.js';
import { InteractionNotFoundError } from '../errors/interaction-not-found-error.js';
import { ScheduledByOtherError } from '../errors/scheduled-by-other-error.js';
import { ScheduledMessageNotFoundError } from '../errors/scheduled-message-not-found-error.js';
import { ScheduledMessageNotOpenError } from '../errors/scheduled-message-not-open-error.js';
import { StaleVersionError } from '../errors/stale-version-error.js';
import type { Actor, Idempotency, Idempotent, ScheduledMessageService } from '../messaging.js';
import type { Composition } from '../model/composition.js';
import type { Page } from '../model/interaction.js';
import type {
  ScheduledMessage,
  ScheduledMessageQuery,
  ScheduledMessageState,
  SchedulePatch,
  SchedulePreflight,
  ScheduleRequest,
  SendAt,
} from '../model/scheduled-message.js';
import { runIdempotently } from '../send/idempotency.js';
import { requireAgreed } from '../send/require-agreed.js';
import type { SendDependencies } from '../send/send-dependencies.js';
import { cancelScheduled } from './cancel-scheduled.js';
import { decideAhead } from './decide-ahead.js';
import { foresee } from './foresee.js';
import { keepAttachments } from './keep-attachments.js';
import { listScheduledIds } from './list-scheduled.js';
import { lockScheduled } from './lock-scheduled.js';
import { planDifference } from './require-same-plan.js';
import { scheduledRow } from './scheduled-row.js';
import { loadScheduled } from './scheduled-view.js';
import { tellOfScheduled } from './tell-of-scheduled.js';
import { writtenAs } from './written-as.js';

/** Scheduling, and what can be done until the moment comes. Sending is the worker's. */
export class DatabaseScheduledMessageService implements ScheduledMessageService {
  readonly #deps: SendDependencies;

  constructor(dependencies: SendDependencies) {
    this.#deps = dependencies;
  }

  async preflight(
    actor: Actor,
    number: string,
    { sendAt, ...composition }: Composition & { sendAt: SendAt },
  ): Promise<SchedulePreflight> {
    requireAgent(actor, 'schedule messages');
    const foreseen = await foresee(this.#deps, actor, number, composition, sendAt);
    const preflight = await decideAhead(this.#deps.store, this.#deps.points, foreseen);
    return { sendAt: foreseen.sendAt, preflight };
  }

  async schedule(
    actor: Actor,
    number: string,
    request: ScheduleRequest,
    idempotency?: Idempotency,
  ): Promise<Idempotent<ScheduledMessage>> {
    requireAgent(actor, 'schedule messages');
    const { store, clock, points, live } = this.#deps;
    const { planId, confirm = [], sendAt, ...composition } = request;
    const [settled] = await Promise.allSettled([foresee(this.#deps, actor, number, composition, sendAt)]);
    // Nothing to replay, and nothing to wait for.
    if (settled.status === 'rejected' && !idempotency) throw settled.reason;
    return store.transaction((transaction) => {
      const at = clock.now();
      const body = { schedule: number, ...composition, sendAt };
      return runIdempotently(transaction, { userId: actor.userId, idempotency, body, status: 201, at }, async () => {
        // Only now: what was scheduled already is answered again, even when its time has passed.
        if (settled.status === 'rejected') throw settled.reason;
        const foreseen = settled.value;
        const preflight = await decideAhead(transaction, points, foreseen);
        requireAgreed({ planId, confirm }, preflight);
        const id = newId();
        const { source } = foreseen.gathered;
        await transaction.query
          .insertInto('scheduled_messages')
          .values({
            id,
            interaction_id: source.id,
            agent_id: actor.userId,
            ...scheduledRow({ ...composition, confirm }, foreseen, preflight),
            created_at: at,
            updated_at: at,
          })
          .execute();
        await keepAttachments(transaction, id, actor.userId, composition.attachmentIds ?? []);
        const told = { id, interactionId: source.id, number: source.number, sendAt: new Date(foreseen.sendAt.at) };
        await tellOfScheduled(transaction, live, 'message_scheduled', told, actor, at);
        return this.#written(transaction, id, foreseen.sendAt.note);
      });
    });
  }

  async list(actor: Actor, query: ScheduledMessageQuery): Promise<Page<ScheduledMessage>> {
    requireAgent(actor, 'read scheduled messages');
    const { store } = this.#deps;
    const { interaction: number, view = number === undefined ? 'mine' : 'all' } = query;
    const interactionId = number === undefined ? undefined : await this.#interactionId(number);
    const agentId = view === 'mine' ? actor.userId : undefined;
    const { ids, nextCursor } = await listScheduledIds(store, query, agentId, interactionId);
    return { items: await loadScheduled(store, ids), nextCursor };
  }

  async get(actor: Actor, id: string): Promise<ScheduledMessage> {
    requireAgent(actor, 'read scheduled messages');
    const [found] = isId(id) ? await loadScheduled(this.#deps.store, [id]) : [];
    if (!found) throw new ScheduledMessageNotFoundError();
    return found;
  }

  async update(actor: Actor, id: string, version: number, patch: SchedulePatch): Promise<ScheduledMessage> {
    requireAgent(actor, 'change scheduled messages');
    const { store, clock, points, live } = this.#deps;
    const before = await this.get(actor, id);
    requireChangeable(actor, before.agent, before.state, before.version, version);
    const { planId, confirm: given, sendAt = before.sendAt.at, ...changes } = patch;
    const composition: Composition = {
      channel: before.channel,
      to: before.to,
      from: before.from,
      ...writtenAfter(before, changes),
      ...changes,
      inPlaceOf: id,
    };
    const foreseen = await foresee(this.#deps, actor, before.interaction, composition, sendAt);
    // A time that stays keeps the zone that it was chosen in.
    const kept = patch.sendAt === undefined ? { ...foreseen.sendAt, zone: before.sendAt.zone } : foreseen.sendAt;
    return store.transaction(async (transaction) => {
      const at = clock.now();
      const locked = await lockScheduled(transaction, id);
      requireChangeable(actor, before.agent, locked.state, locked.version, version);
      const preflight = await decideAhead(transaction, points, foreseen);
      // A confirmation holds for what it was given for, and for nothing else.
      const confirm = given ?? (planDifference(before.preflight, preflight) === null ? before.confirm : []);
      requireAgreed({ planId, confirm }, preflight);
      await transaction.query
        .updateTable('scheduled_messages')
        .set({
          ...scheduledRow({ ...composition, confirm }, { ...foreseen, sendAt: kept }, preflight),
          version: locked.version + 1,
          updated_at: at,
        })
        .where('id', '=', id)
        .execute();
      await keepAttachments(transaction, id, actor.userId, composition.attachmentIds ?? []);
      await tellOfScheduled(
        transaction,
        live,
        'scheduled_changed',
        { ...locked, sendAt: new Date(kept.at) },
        actor,
        at,
      );
      return this.#written(transaction, id, kept.note);
    });
  }

  async cancel(actor: Actor, id: string): Promise<ScheduledMessage> {
    requireAgent(actor, 'cancel scheduled messages');
    const { store, clock, live } = this.#deps;
    return store.transaction(async (transaction) => {
      await cancelScheduled(transaction, live, actor, id, clock.now());
      return this.#written(transaction, id, null);
    });
  }

  async #interactionId(number: string): Promise<string> {
    const row = number.includes('\0')
      ? undefined
      : await this.#deps.store.query
          .selectFrom('interactions')
          .select('id')
          .where('number', '=', number)
          .executeTakeFirst();
    if (!row) throw new InteractionNotFoundError(number);
    return row.id;
  }

  async #written(
    transaction: Parameters<typeof loadScheduled>[0],
    id: string,
    note: string | null,
  ): Promise<ScheduledMessage> {
    const [written] = await loadScheduled(transaction, [id]);
    return { ...written!, sendAt: { ...written!.sendAt, note } };
  }
}

/** What stays of what was written. A text takes the place of a template, and a template that of a text with its files. */
function writtenAfter(
  { body, template, attachments }: ScheduledMessage,
  changes: Pick<SchedulePatch, 'body' | 'template'>,
): Pick<Composition, 'body' | 'template' | 'attachmentIds'> {
  if (changes.template !== undefined) return {};
  if (template !== undefined && changes.body !== undefined) return {};
  return { ...writtenAs({ body, template: template ?? null }), attachmentIds: attachments.map((one) => one.id) };
}

function requireChangeable(
  actor: Actor,
  agent: ScheduledMessage['agent'],
  state: ScheduledMessageState,
  current: number,
  given: number,
): void {
  if (agent.id !== actor.userId) throw new ScheduledByOtherError(agent.name);
  if (state !== 'scheduled' && state !== 'needs_attention') throw new ScheduledMessageNotOpenError(state);
  if (current !== given) throw new StaleVersionError('The scheduled message', given, current);
}
