import { newId, type Store } from '@hailpoint/store';
import { MessagingError } from '../errors/messaging-error.js';
import type { Actor } from '../messaging.js';
import type { Preflight } from '../model/preflight.js';
import type { HistoryEvent } from './history-entry.js';
import { maskAddresses } from './mask-addresses.js';

type SendRefused = Extract<HistoryEvent, { readonly kind: 'send_refused' }>;

/** A send that is about to be answered with a refusal. */
export interface RefusedSend {
  readonly actor: Actor;
  /** Number of the record that was composed from, or of the conversation replied in. */
  readonly number: string;
  readonly channel: string | null;
  readonly reply: boolean;
  readonly at: Date;
}

/** A program that tries again and again writes one line in this time, not thousands. Milliseconds. */
const sameForMs = 60_000;

/**
 * Writes down that a send was refused, and why: the refusal itself took everything back, so nothing else would tell. Not in a transaction of
 * the send, which is over. What is no refusal (no such record, not allowed, a fault of ours) is not written.
 * Answers whether a line was added.
 */
export async function recordRefusal(
  store: Pick<Store, 'execute'>,
  send: RefusedSend,
  error: unknown,
): Promise<boolean> {
  const event = refusalOf(send, error);
  if (!event) return false;
  const written = await store.execute(
    {
      name: 'history-refusal',
      text: `INSERT INTO history_entries (id, at, interaction_id, kind, user_id, detail)
        SELECT $1::uuid, $2::timestamptz, i.id, 'send_refused', $4::uuid, $5::jsonb FROM interactions i
         WHERE i.number = $3 AND NOT EXISTS (
           SELECT 1 FROM (SELECT * FROM history_entries WHERE interaction_id = i.id ORDER BY id DESC LIMIT 1) last
            WHERE last.kind = 'send_refused' AND last.user_id = $4 AND last.detail = $5::jsonb AND last.at > $6) RETURNING id`,
    },
    [
      newId(),
      send.at,
      send.number,
      send.actor.userId,
      JSON.stringify(event.detail),
      new Date(send.at.getTime() - sameForMs),
    ],
  );
  return written.length > 0;
}

/** `null`: not a refusal to send. Reasons are kept without addresses: a typed one may stand in them. */
export function refusalOf({ actor, channel, reply }: RefusedSend, error: unknown): SendRefused | null {
  if (!(error instanceof MessagingError) || (error.kind !== 'conflict' && error.kind !== 'unprocessable')) return null;
  const { preflight, blockers } = error.extra as Partial<{ preflight: Preflight; blockers: Preflight['blockers'] }>;
  const reasons = blockers ?? whatItNeeds(error, preflight) ?? [{ code: error.code, reason: error.message }];
  return {
    kind: 'send_refused',
    detail: {
      code: error.code,
      reasons: reasons.map(({ code, reason }) => ({ code, reason: maskAddresses(reason) })),
      channel: preflight?.channel ?? channel,
      sender: preflight?.sender?.name ?? null,
      reply,
      via: actor.via ?? null,
    },
  };
}

/** What would have had to be agreed to. */
function whatItNeeds({ code }: MessagingError, preflight: Preflight | undefined) {
  if (code !== 'confirmation_required' || !preflight) return undefined;
  return preflight.warnings
    .filter(({ confirmation }) => confirmation !== null)
    .map((warning) => ({ code: warning.code, reason: warning.message }));
}
