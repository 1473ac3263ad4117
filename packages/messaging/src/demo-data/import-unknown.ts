import type { Schema, StoreTransaction } from '@hailpoint/store';
import type { Insertable } from 'kysely';
import { idAt } from './id-at.js';

/** How often the carrier was asked in vain before it was left to an agent. */
const asked = 20;

/** The attempt of each message of unknown outcome, and the questions to the carrier that did not settle it. */
export async function importUnknown(
  transaction: StoreTransaction,
  messages: readonly Insertable<Schema['messages']>[],
): Promise<void> {
  const unknown = messages.filter(({ state }) => state === 'unknown');
  if (unknown.length === 0) return;
  const at = ({ created_at }: Insertable<Schema['messages']>) => new Date(created_at as Date);
  await transaction.query
    .insertInto('message_attempts')
    .values(
      unknown.map((message) => ({
        message_id: message.id,
        attempt: 1,
        started_at: at(message),
        ended_at: at(message),
        outcome: 'unknown' as const,
        code: message.cause_code ?? null,
        reason: message.cause_reason ?? null,
      })),
    )
    .execute();
  await transaction.query
    .insertInto('unknown_outcomes')
    .values(
      unknown.map((message) => ({
        message_id: message.id,
        attempt: 1,
        state: 'unsettled' as const,
        asked,
        since: at(message),
      })),
    )
    .execute();
  await transaction.query
    .insertInto('message_look_ups')
    .values(
      unknown.map((message) => ({
        id: idAt(at(message)),
        message_id: message.id,
        attempt: 1,
        at: at(message),
        outcome: 'failed' as const,
        reason: 'The carrier could not be asked.',
      })),
    )
    .execute();
}
