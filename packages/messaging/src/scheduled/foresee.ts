import { gatherComposition } from '../compose/gather-composition.js';
import type { Actor } from '../messaging.js';
import type { Composition } from '../model/composition.js';
import type { SendAt, SendMoment } from '../model/scheduled-message.js';
import type { Gathered } from '../preflight/gathered.js';
import type { SendDependencies } from '../send/send-dependencies.js';
import { readZone, usableZone } from './read-zone.js';
import { resolveSendAt } from './send-at.js';

export interface Foreseen {
  readonly sendAt: SendMoment;
  /** What plugins and configuration say as of that moment. */
  readonly gathered: Gathered;
}

/**
 * Asks everybody about a message that is to be sent later: policies that depend on the time are asked about that moment.
 *
 * @throws InvalidFieldsError for a time that cannot be, and what composing throws
 */
export async function foresee(
  dependencies: SendDependencies,
  actor: Actor,
  number: string,
  composition: Composition,
  sendAt: SendAt,
): Promise<Foreseen> {
  const agent = await readZone(dependencies.store, actor.userId);
  let moment: SendMoment | undefined;
  const gathered = await gatherComposition(dependencies, actor, number, composition, (person) => {
    const zones = { recipient: usableZone(person?.timeZone), agent };
    moment = resolveSendAt(sendAt, zones, dependencies.clock.now());
    return new Date(moment.at);
  });
  return { sendAt: moment!, gathered };
}
