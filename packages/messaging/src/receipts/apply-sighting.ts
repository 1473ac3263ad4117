import type { StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { notify } from '../notifications/notify.js';
import {
  isOutboundState,
  type MessageProgress,
  type OutboundState,
  projectProgress,
  type Sighting,
} from './message-progress.js';

/** A message that is locked, as far as its progress needs it. */
export interface ProgressingMessage {
  readonly id: string;
  readonly interaction_id: string;
  readonly number: string;
  /** Why its conversation was closed; `null` while it runs. */
  readonly close_reason: string | null;
  readonly author_id: string | null;
  readonly state: string;
  readonly state_at: Date;
  readonly cause_code: string | null;
  readonly cause_reason: string | null;
}

/** Locks a message for a change of its progress. `undefined`: there is none. */
export async function lockMessage(transaction: StoreTransaction, id: string): Promise<ProgressingMessage | undefined> {
  const [message] = await transaction.execute<ProgressingMessage>(
    {
      name: 'message-lock',
      text: `SELECT m.id, m.interaction_id, i.number, i.close_reason, m.author_id, m.state, m.state_at, m.cause_code, m.cause_reason
               FROM messages m JOIN interactions i ON i.id = m.interaction_id
              WHERE m.id = $1 AND m.direction = 'outbound' FOR UPDATE OF m`,
    },
    [id],
  );
  return message;
}

interface ReceiptRow {
  readonly state: OutboundState;
  readonly carrier_time: Date;
  readonly event_id: string;
  readonly code: string | null;
  readonly reason: string | null;
}

/**
 * Puts a message where its receipts and `outcome`, the newest outcome of an attempt, say it is. An attempt that surely did not send
 * (`queued`) replaces what the attempt claimed (`sending`); otherwise the present state counts as seen.
 */
export async function applySighting(
  transaction: StoreTransaction,
  live: LiveEventBus,
  message: ProgressingMessage,
  outcome: Sighting | null,
): Promise<MessageProgress | null> {
  if (!isOutboundState(message.state as never)) return null; // Canceled: final, whatever a carrier says later; the receipt is kept.
  const receipts = await transaction.execute<ReceiptRow>(
    {
      name: 'message-receipts',
      text: 'SELECT state, carrier_time, event_id, code, reason FROM receipts WHERE message_id = $1',
    },
    [message.id],
  );
  const seen: Sighting[] = receipts.map(({ carrier_time, event_id, ...rest }) => ({
    ...rest,
    at: carrier_time,
    eventId: event_id,
  }));
  const present = presentSighting(message, seen, outcome);
  const sightings = [...seen, ...(present ? [present] : []), ...(outcome ? [outcome] : [])];
  const [first, ...others] = sightings;
  if (!first) return null;
  const progress = projectProgress([first, ...others]);
  if (
    progress.state === message.state &&
    progress.code === message.cause_code &&
    progress.reason === message.cause_reason
  )
    return progress;
  await transaction.execute(
    {
      name: 'message-progress',
      text: `UPDATE messages SET state = $2, cause_code = $3, cause_reason = $4, state_at = $5,
                    lease_owner = CASE WHEN $2 = 'sending' THEN lease_owner END,
                    lease_until = CASE WHEN $2 = 'sending' THEN lease_until END
              WHERE id = $1`,
    },
    [message.id, progress.state, progress.code, progress.reason, progress.at],
  );
  live.publishAfterCommit(transaction, { kind: 'thread', number: message.number });
  if (progress.state !== message.state) await tellAuthor(transaction, live, message, progress.state, progress.at);
  return progress;
}

/** The present state, where nothing else that is kept explains it: an attempt's outcome, whose row in the message is the only trace. */
function presentSighting(
  message: ProgressingMessage,
  seen: readonly Sighting[],
  outcome: Sighting | null,
): Sighting | null {
  const state = message.state as OutboundState;
  if (outcome && state === 'sending') return null;
  if (seen.some((sighting) => sighting.state === state)) return null;
  return { state, at: message.state_at, eventId: '', code: message.cause_code, reason: message.cause_reason };
}

async function tellAuthor(
  transaction: StoreTransaction,
  live: LiveEventBus,
  message: ProgressingMessage,
  state: OutboundState,
  at: Date,
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
      body: `A message in ${message.number} was not delivered.`,
    });
  }
  if (state === 'unknown') {
    await notify(transaction, live, {
      ...about,
      kind: 'send_unknown',
      body: `It is not known whether a message in ${message.number} was sent. It is not sent again by itself.`,
    });
  }
}
