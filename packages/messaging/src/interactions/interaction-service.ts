import type { Clock } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store, StoreTransaction } from '@hailpoint/store';
import { requireAgent, requireReader } from '../directory/require-role.js';
import { InteractionNotFoundError } from '../errors/interaction-not-found-error.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { loadThread } from '../messages/message-view.js';
import type { Actor, Idempotency, Idempotent, InteractionService } from '../messaging.js';
import type {
  Interaction,
  InteractionDraft,
  InteractionListQuery,
  InteractionPatch,
  Page,
} from '../model/interaction.js';
import type { Message } from '../model/message.js';
import { associateConversation } from '../profiles/associate-conversation.js';
import { runIdempotently } from '../send/idempotency.js';
import { type CloseRequest, closeInteraction } from './close-interaction.js';
import { createInteraction } from './create-interaction.js';
import { loadInteractions } from './interaction-view.js';
import { listInteractionIds } from './list-interactions.js';
import { updateInteraction } from './update-interaction.js';
import { viewContext } from './view-context.js';

export interface InteractionDependencies {
  readonly store: Store;
  readonly points: Pick<ExtensionPoints, 'contributions'>;
  readonly clock: Clock;
  readonly live: LiveEventBus;
}

/** Interactions: agents read and write all of them, administrators read them. */
export class DatabaseInteractionService implements InteractionService {
  readonly #deps: InteractionDependencies;

  constructor(dependencies: InteractionDependencies) {
    this.#deps = dependencies;
  }

  async list(actor: Actor, query: InteractionListQuery): Promise<Page<Interaction>> {
    requireReader(actor, 'read interactions');
    const { store, points } = this.#deps;
    const { ids, nextCursor } = await listInteractionIds(store, actor.userId, query);
    return { items: await loadInteractions(store, { ids }, viewContext(points, actor)), nextCursor };
  }

  async get(actor: Actor, number: string): Promise<Interaction> {
    requireReader(actor, 'read interactions');
    if (number.includes('\0')) throw new InteractionNotFoundError(number);
    const context = viewContext(this.#deps.points, actor);
    const [interaction] = await loadInteractions(this.#deps.store, { numbers: [number] }, context);
    if (!interaction) throw new InteractionNotFoundError(number);
    return interaction;
  }

  async create(actor: Actor, draft: InteractionDraft, idempotency?: Idempotency): Promise<Idempotent<Interaction>> {
    requireAgent(actor, 'create interactions');
    const { store, clock } = this.#deps;
    return store.transaction((transaction) => {
      const at = clock.now();
      const request = { userId: actor.userId, idempotency, body: draft, status: 201 as const, at };
      return runIdempotently(transaction, request, async () => {
        const { id } = await createInteraction(transaction, draft, at);
        return this.#changed(transaction, actor, id);
      });
    });
  }

  async update(actor: Actor, number: string, version: number, patch: InteractionPatch): Promise<Interaction> {
    requireAgent(actor, 'change interactions');
    const { store, live, clock, points } = this.#deps;
    return store.transaction(async (transaction) => {
      const now = clock.now();
      const { id, changed } = await updateInteraction(transaction, live, actor, number, version, patch, now);
      if (changed) return this.#changed(transaction, actor, id);
      return (await loadInteractions(transaction, { ids: [id] }, viewContext(points, actor)))[0]!;
    });
  }

  async close(actor: Actor, number: string, request: CloseRequest): Promise<Interaction> {
    requireAgent(actor, 'close interactions');
    const { store, live, clock } = this.#deps;
    return store.transaction(async (transaction) => {
      const id = await closeInteraction(transaction, live, actor, number, request, clock.now());
      return this.#changed(transaction, actor, id);
    });
  }

  async associate(actor: Actor, number: string, version: number, { user }: { user: string }): Promise<Interaction> {
    requireAgent(actor, 'say whose a number is');
    const { store, live, clock } = this.#deps;
    return store.transaction(async (transaction) => {
      const id = await associateConversation(transaction, live, actor, { number, version, user }, clock.now());
      return this.#changed(transaction, actor, id);
    });
  }

  async thread(actor: Actor, number: string, query: { limit?: number; cursor?: string }): Promise<Page<Message>> {
    requireReader(actor, 'read interactions');
    const row = number.includes('\0')
      ? undefined
      : await this.#deps.store.query
          .selectFrom('interactions')
          .select('id')
          .where('number', '=', number)
          .executeTakeFirst();
    if (!row) throw new InteractionNotFoundError(number);
    return loadThread(this.#deps.store, row.id, query);
  }

  async #changed(transaction: StoreTransaction, actor: Actor, id: string): Promise<Interaction> {
    const context = viewContext(this.#deps.points, actor);
    const interaction = (await loadInteractions(transaction, { ids: [id] }, context))[0]!;
    this.#deps.live.publishAfterCommit(transaction, { kind: 'interaction', number: interaction.number });
    return interaction;
  }
}
