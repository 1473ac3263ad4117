import type { Clock } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { isId } from '../directory/is-id.js';
import { isAgent, requireReader } from '../directory/require-role.js';
import { InteractionNotFoundError } from '../errors/interaction-not-found-error.js';
import { MessageNotFoundError } from '../errors/message-not-found-error.js';
import type { Actor, HistoryService } from '../messaging.js';
import type { Story } from '../model/story.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';
import { providersOfChannel } from '../providers/providers-of-channel.js';
import { maskStory } from './mask-story.js';
import { readMessageFacts } from './read-message-facts.js';
import { readEntries, readInteractionFacts, readNames } from './read-story-facts.js';
import type { EntryFacts, StoryFacts } from './story-facts.js';
import { tellStory } from './tell-story.js';

export interface HistoryDependencies {
  readonly store: Store;
  readonly points: Pick<ExtensionPoints, 'contributions'>;
  readonly clock: Clock;
}

/** Reads what is kept and tells it; addresses only to agents. Nothing is written, and no text of a message is read. */
export class DatabaseHistoryService implements HistoryService {
  readonly #dependencies: HistoryDependencies;

  constructor(dependencies: HistoryDependencies) {
    this.#dependencies = dependencies;
  }

  async ofInteraction(actor: Actor, number: string, query: { limit?: number; cursor?: string }): Promise<Story> {
    requireReader(actor, 'read histories');
    const limit = pageLimit(query.limit);
    const [before, until] =
      query.cursor === undefined
        ? [null, null]
        : decodeCursor('history', query.cursor, [cursorPart.position, cursorPart.time]);
    const { store } = this.#dependencies;
    const interaction = number.includes('\0') ? undefined : await readInteractionFacts(store, { number });
    if (!interaction) throw new InteractionNotFoundError(number);
    const of = interaction.type === 'messaging' ? 'conversation' : 'record';
    const now = this.#dependencies.clock.now();
    const selection = { of, interaction: interaction.id, before: before ?? null, limit: limit + 1 } as const;
    const found = await readMessageFacts(store, selection, now);
    const messages = found.slice(0, limit).reverse();
    const [oldest] = messages;
    const more = found.length > limit && oldest !== undefined;
    const span = { from: more ? oldest.createdAt : null, until: until ? new Date(until) : null };
    const ids = messages.map(({ id }) => id);
    const entries = await readEntries(store, { interaction: interaction.id, messages: ids, ...span });
    return this.#tell(actor, now, {
      message: null,
      interaction,
      messages,
      entries,
      span,
      nextCursor: more ? encodeCursor('history', [oldest.position, oldest.createdAt.toISOString()]) : null,
    });
  }

  async ofMessage(actor: Actor, id: string): Promise<Story> {
    requireReader(actor, 'read histories');
    if (!isId(id)) throw new MessageNotFoundError(id);
    const { store } = this.#dependencies;
    const now = this.#dependencies.clock.now();
    const [interaction, messages] = await Promise.all([
      readInteractionFacts(store, { message: id }),
      readMessageFacts(store, { message: id }, now),
    ]);
    if (!interaction || messages.length === 0) throw new MessageNotFoundError(id);
    const span = { from: null, until: null };
    const entries = await readEntries(store, { interaction: null, messages: [id], ...span });
    return this.#tell(actor, now, { message: id, interaction, messages, entries, span, nextCursor: null });
  }

  async #tell(actor: Actor, now: Date, facts: Omit<StoryFacts, 'now' | 'names' | 'carried'>): Promise<Story> {
    const { store, points } = this.#dependencies;
    const names = await readNames(store, facts.entries.flatMap(peopleOf));
    const carried = (pluginId: string, channel: string) =>
      providersOfChannel(points, channel).some(({ plugin }) => plugin === pluginId);
    const story = tellStory({ ...facts, now, names, carried });
    return isAgent(actor) ? story : maskStory(story);
  }
}

function peopleOf({ event }: EntryFacts): string[] {
  if (event.kind !== 'assigned' && event.kind !== 'associated') return [];
  return [event.detail.from, event.detail.to].filter((id) => id !== null);
}
