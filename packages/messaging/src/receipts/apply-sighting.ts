import type { StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { endLookUp, expectLookUp } from '../look-up/expect-look-up.js';
import { notify } from '../notifications/notify.js';
import type { LockedMessage } from './lock-message.js';
import { type MessageProgress, projectProgress, type Sighting } from './message-progress.js';
import { readProgressFacts } from './read-progress-facts.js';
import { sightingsOf } from './sightings-of.js';

/**
 * Puts a message where its attempts, its receipts and `decided`, what we just decided ourselves, say it is. The message must be locked, and
 * what came of the attempt or arrived as a receipt must be written down: what is not in a row does not count.
 */
export async function applySighting(
  transaction: StoreTransaction,
  live: LiveEventBus,
  message: LockedMessage,
  decided: Sighting | null,
): Promise<MessageProgress> {
  const [first, ...others] = sightingsOf(await readProgressFacts(transaction, message));
  const progress = projectProgress([first, ...others, ...(decided ? [decided] : [])]);
  if (
    progress.state === message.state &&
    progress.code === message.cause_code &&
    progress.reason === message.cause_reason &&
    progress.at.getTime() === message.state_at.getTime()
  )
    return progress;
  await transaction.execute(
    {
      name: 'message-progress',
      text: `UPDATE messages SET state = $2, cause_code = $3, cause_reason = $4, state_at = $5,
                    due_at = CASE WHEN $2 = 'canceled' THEN NULL ELSE due_at END,
                    lease_owner = CASE WHEN $2 = 'sending' THEN lease_owner END,
                    lease_until = CASE WHEN $2 = 'sending' THEN lease_until END
              WHERE id = $1`,
    },
    [message.id, progress.state, progress.code, progress.reason, progress.at],
  );
  live.publishAfterCommit(transaction, { kind: 'thread', number: message.number });
  if (progress.state === message.state) return progress;
  if (message.state === 'unknown') await endLookUp(transaction, message.id);
  if (progress.state === 'unknown') await expectLookUp(transaction, message, progress.at);
  await tellAuthor(transaction, live, message, progress);
  return progress;
}

async function tellAuthor(
  transaction: StoreTransaction,
  live: LiveEventBus,
  message: LockedMessage,
  { state, code, at }: MessageProgress,
) {
  if (message.author_id === null) return;
  const about = {
    userId: message.author_id,
    interactionId: message.interaction_id,
    messageId: message.id,
    at,
  };
  if (state === 'failed' || state === 'undelivered') {
    await notify(transaction, live, {
      ...about,
      kind: 'send_failed',
      body:
        code === 'expired'
          ? `A message in ${message.number} could not be sent in time. Compose it anew, and preflight says what would happen now.`
          : `A message in ${message.number} was not delivered.`,
    });
  }
  if (state === 'unknown') {
    await notify(transaction, live, {
      ...about,
      kind: 'send_unknown',
      body: `It is not known whether a message in ${message.number} was sent. Hailpoint looks it up where the carrier can be asked, and does not send it again blindly.`,
    });
  }
}
