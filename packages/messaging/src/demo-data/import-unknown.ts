import type { Schema, StoreTransaction } from '@hailpoint/store';
import type { Insertable } from 'kysely';
import { mostLookUps } from '../look-up/decide-look-up.js';
import { idAt } from './id-at.js';

/** The attempt of each message of unknown outcome, and the questions to the carrier until now that did not settle it, evenly spread. */
export async function importUnknown(
  transaction: StoreTransaction,
  messages: readonly Insertable<Schema['messages']>[],
  now: Date,
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
        asked: mostLookUps,
        since: at(message),
      })),
    )
    .execute();
  await transaction.query
    .insertInto('message_look_ups')
    .values(
      unknown.flatMap((message) => {
        const pause = (now.getTime() - at(message).getTime()) / (mostLookUps + 1);
        const moment = (question: number) => new Date(at(message).getTime() + Math.round(question * pause));
        return Array.from({ length: mostLookUps }, (_, index) => ({
          id: idAt(moment(index + 1)),
          message_id: message.id,
          attempt: 1,
          at: moment(index + 1),
          outcome: 'failed' as const,
          reason: 'The carrier could not be asked.',
          next_at: index + 1 < mostLookUps ? moment(index + 2) : null,
        }));
      }),
    )
    .execute();
}
