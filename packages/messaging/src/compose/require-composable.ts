import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { InteractionClosedError } from '../errors/interaction-closed-error.js';
import { InteractionIsMessagingError } from '../errors/interaction-is-messaging-error.js';
import { NoSenderError } from '../errors/no-sender-error.js';
import { isClosed } from '../interactions/is-closed.js';
import type { SourceInteraction } from '../preflight/source-interaction.js';
import { anySender } from '../providers/list-senders.js';

/**
 * Whether a message can be composed from the interaction (A4).
 *
 * @throws InteractionIsMessagingError, InteractionClosedError, NoSenderError
 */
export function requireComposable(
  source: Pick<SourceInteraction, 'number' | 'type' | 'state'>,
  points: Pick<ExtensionPoints, 'contributions'>,
): void {
  if (source.type === 'messaging') throw new InteractionIsMessagingError(source.number);
  if (isClosed(source.state)) throw new InteractionClosedError(source.number);
  if (!anySender(points)) throw new NoSenderError();
}
