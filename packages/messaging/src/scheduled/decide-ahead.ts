import type { PreparedStatement, Store, StoreTransaction } from '@hailpoint/store';
import { InteractionClosedError } from '../errors/interaction-closed-error.js';
import { InteractionNotFoundError } from '../errors/interaction-not-found-error.js';
import { isClosed } from '../interactions/is-closed.js';
import type { Preflight, PreflightWarning } from '../model/preflight.js';
import { decide } from '../preflight/decide.js';
import { factsQuestion } from '../preflight/facts-question.js';
import { readFacts } from '../preflight/read-facts.js';
import { askConversationPolicy } from '../send/commit-send.js';
import type { SendDependencies } from '../send/send-dependencies.js';
import type { Foreseen } from './foresee.js';

const earlierStatement: PreparedStatement = {
  name: 'scheduled-earlier',
  text: `SELECT count(*)::integer AS n FROM scheduled_messages
    WHERE channel = $1 AND match_key = $2 AND state IN ('scheduled', 'sending') AND send_at <= $3 AND id IS DISTINCT FROM $4`,
};

/**
 * What would happen at that moment, as the database is now.
 *
 * @throws InteractionClosedError, InteractionNotFoundError when the record ended while everybody was asked
 */
export async function decideAhead(
  reader: Pick<Store, 'execute'> | Pick<StoreTransaction, 'execute'>,
  points: SendDependencies['points'],
  { gathered, sendAt }: Foreseen,
): Promise<Preflight> {
  const facts = await readFacts(reader, factsQuestion(gathered));
  const { number } = gathered.source;
  if (!facts.source) throw new InteractionNotFoundError(number);
  if (isClosed(facts.source.state)) throw new InteractionClosedError(number);
  const { preflight } = decide(gathered, facts, askConversationPolicy(points));
  const { recipient, channel, inPlaceOf } = gathered;
  if (!recipient) return preflight;
  const values = [channel.channel, recipient.matchKey, sendAt.at, inPlaceOf];
  const [earlier] = await reader.execute<{ n: number }>(earlierStatement, values);
  return earlier && earlier.n > 0 ? { ...preflight, warnings: [...preflight.warnings, scheduledEarlier] } : preflight;
}

const scheduledEarlier: PreflightWarning = {
  code: 'scheduled_earlier',
  message:
    'Another message to this recipient is scheduled for before this one. If it changes what happens here, this one is not sent and needs your attention.',
  confirmation: null,
};
