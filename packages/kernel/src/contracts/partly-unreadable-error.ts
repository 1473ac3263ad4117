import type { ChannelEvent } from './channel-provider.js';

const partlyUnreadable = 'partly_unreadable';

/**
 * Thrown by `parse` when a request holds many events, some of which cannot be read. Those that can are taken all the same; the request is then
 * parked as one that cannot be read, so that somebody sees it.
 */
export class PartlyUnreadableError extends Error {
  override readonly name = 'PartlyUnreadableError';
  readonly code = partlyUnreadable;

  constructor(
    /** What could be read. */
    readonly events: readonly ChannelEvent[],
    /** `cause`: what is wrong with the first one that could not. Without addresses and texts. */
    options: { readonly cause: unknown },
  ) {
    super('Some events of this request cannot be read.', options);
  }

  /** The events that `parse` could read before it threw this. Not by `instanceof`: a plugin may have a kernel package of its own. */
  static eventsIn(error: unknown): readonly ChannelEvent[] {
    if (typeof error !== 'object' || error === null) return [];
    const { code, events } = error as { readonly code?: unknown; readonly events?: unknown };
    return code === partlyUnreadable && Array.isArray(events) ? (events as readonly ChannelEvent[]) : [];
  }
}
