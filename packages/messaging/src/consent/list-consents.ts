import type { PreparedStatement, Store } from '@hailpoint/store';
import type { Consent } from '../model/consent.js';
import { originWords } from './consent-words.js';

interface ConsentRow extends Omit<Consent, 'at' | 'person' | 'reason' | 'state'> {
  readonly at: Date;
  readonly userId: string | null;
  readonly userName: string | null;
}

const columns = `e.id, e.at, held.channel, held.sender_group AS "senderGroup", held.recipient_id AS "recipientId", e.source, e.keyword, e.note,
    r.name AS "recordedBy", u.id AS "userId", u.name AS "userName"`;
const proof = 'JOIN consent_entries e ON e.id = held.entry_id LEFT JOIN users r ON r.id = e.recorded_by_id';
const page =
  'WHERE ($1::text IS NULL OR held.channel = $1) AND ($2::uuid IS NULL OR held.entry_id < $2) ORDER BY held.entry_id DESC LIMIT $3';

const statements: Readonly<Record<Consent['state'], PreparedStatement>> = {
  opted_out: {
    name: 'consents-opted-out',
    text: `SELECT ${columns} FROM consent_opt_outs held ${proof}
             LEFT JOIN channel_user_profiles p ON p.channel = held.channel AND p.match_key = held.match_key AND p.active
             LEFT JOIN users u ON u.id = p.user_id ${page}`,
  },
  opted_in: {
    name: 'consents-opted-in',
    text: `SELECT ${columns} FROM consent_opt_ins held ${proof} JOIN users u ON u.id = held.user_id ${page}`,
  },
};

export interface ConsentQuery {
  readonly state: Consent['state'];
  readonly channel: string | null;
  /** Id of the last one of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

/** What holds now, newest first. */
export async function listConsents(
  store: Pick<Store, 'execute'>,
  { state, channel, before, limit }: ConsentQuery,
): Promise<readonly Consent[]> {
  const rows = await store.execute<ConsentRow>(statements[state], [channel, before, limit]);
  return rows.map(({ at, userId, userName, ...row }) => {
    const consent = { ...row, state, at: at.toISOString() };
    const person = userId === null ? null : { id: userId, name: userName ?? '' };
    return { ...consent, person, reason: originWords(state === 'opted_out' ? 'Opted out' : 'Opted in', consent) };
  });
}
