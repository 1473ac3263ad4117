import type { Actor } from '../messaging.js';
import type { Composition } from '../model/composition.js';
import { gather, type MomentOf } from '../preflight/gather.js';
import type { Gathered } from '../preflight/gathered.js';
import { loadSource } from '../preflight/source-interaction.js';
import type { SendDependencies } from '../send/send-dependencies.js';
import { requireComposable } from './require-composable.js';

/**
 * Asks everybody about a message composed from a record.
 *
 * @param momentOf when it is to be sent; absent: now
 * @throws InteractionNotFoundError, InteractionIsMessagingError, InteractionClosedError, NoSenderError, and what `momentOf` throws
 */
export async function gatherComposition(
  dependencies: SendDependencies,
  actor: Actor,
  number: string,
  composition: Composition,
  momentOf?: MomentOf,
): Promise<Gathered> {
  const source = await loadSource(dependencies.store, number);
  requireComposable(source, dependencies.points);
  return gather(dependencies, actor, source, composition, momentOf);
}
