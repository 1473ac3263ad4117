import { InteractionClosedError } from '../errors/interaction-closed-error.js';
import { InteractionNotMessagingError } from '../errors/interaction-not-messaging-error.js';
import { UseTakeOverError } from '../errors/use-take-over-error.js';
import { isClosed } from '../interactions/is-closed.js';
import type { Conversation } from '../preflight/gather-reply.js';
import type { SourceInteraction } from '../preflight/source-interaction.js';

/**
 * The interaction as a conversation that an agent can answer in.
 *
 * @throws InteractionNotMessagingError, InteractionClosedError, UseTakeOverError
 */
export function requireRepliable(source: SourceInteraction): Conversation {
  const { number, channel, senderId, recipientId, matchKey } = source;
  if (
    source.type !== 'messaging' ||
    channel === null ||
    senderId === null ||
    recipientId === null ||
    matchKey === null
  ) {
    throw new InteractionNotMessagingError(number);
  }
  if (isClosed(source.state)) throw new InteractionClosedError(number);
  if (source.virtualAgent) throw new UseTakeOverError(number);
  return { ...source, channel, senderId, recipientId, matchKey };
}
