import type { Sender } from '@hailpoint/kernel';
import type { Store, StoreTransaction } from '@hailpoint/store';
import type { ConsentEntry, ConsentOverview } from '../model/consent.js';
import type { PersonSummary } from '../model/interaction.js';
import type { ConsentFact } from './consent-fact.js';
import { consentFactSql } from './consent-fact-sql.js';
import { entryWords } from './consent-words.js';
import { decideConsent } from './decide-consent.js';

/** An address on a channel in normal form, with the channel's senders by group. */
export interface ConsentAddress {
  readonly channel: string;
  readonly recipientId: string;
  readonly matchKey: string;
  /** The senders of each group that is configured. */
  readonly groups: ReadonlyMap<string, readonly Sender[]>;
}

type Reader = Pick<Store, 'execute'> | Pick<StoreTransaction, 'execute'>;

const shownEntries = 100;

/** What holds for the address in each group, also in one that is no longer configured, and the history. */
export async function readConsentOverview(reader: Reader, address: ConsentAddress): Promise<ConsentOverview> {
  const { channel, recipientId, matchKey, groups } = address;
  const person = await readOwner(reader, address);
  const states = await reader.execute<{ sender_group: string; fact: ConsentFact; queued: number }>(
    {
      name: 'consent-overview',
      text: `SELECT g.sender_group, ${consentFactSql('$1', 'g.sender_group', '$2')} AS fact,
                    (SELECT count(*)::integer FROM messages m WHERE m.channel = $1 AND m.match_key = $2 AND m.sender_group = g.sender_group
                        AND m.state = 'queued' AND NOT m.consent_exempt) AS queued
               FROM (SELECT unnest($3::text[]) AS sender_group
                     UNION SELECT sender_group FROM consent_opt_outs WHERE channel = $1 AND match_key = $2
                     UNION SELECT sender_group FROM consent_opt_ins WHERE channel = $1 AND match_key = $2) g
              ORDER BY g.sender_group`,
    },
    [channel, matchKey, [...groups.keys()]],
  );
  return {
    channel,
    recipientId,
    person,
    groups: states.map(({ sender_group, fact, queued }) => {
      const userId = person?.id ?? null;
      const { state, reason } = decideConsent({ fact, userId, requireOptIn: false, kind: 'agent' });
      return {
        senderGroup: sender_group,
        senders: (groups.get(sender_group) ?? []).map(({ name }) => name),
        state,
        reason,
        queuedMessages: queued,
      };
    }),
    history: await readEntries(reader, address),
  };
}

async function readOwner(reader: Reader, { channel, matchKey }: ConsentAddress): Promise<PersonSummary | null> {
  const [owner] = await reader.execute<PersonSummary>(
    {
      name: 'consent-owner',
      text: `SELECT u.id, u.name FROM channel_user_profiles p JOIN users u ON u.id = p.user_id
              WHERE p.channel = $1 AND p.match_key = $2 AND p.active`,
    },
    [channel, matchKey],
  );
  return owner ?? null;
}

interface EntryRow extends Omit<ConsentEntry, 'at' | 'person' | 'text'> {
  readonly at: Date;
  readonly userId: string | null;
  readonly userName: string | null;
}

async function readEntries(reader: Reader, { channel, matchKey }: ConsentAddress): Promise<readonly ConsentEntry[]> {
  const rows = await reader.execute<EntryRow>(
    {
      name: 'consent-entries',
      text: `SELECT e.id, e.at, e.action, e.sender_group AS "senderGroup", e.recipient_id AS "recipientId", e.source, e.keyword, e.note,
                    r.name AS "recordedBy", u.id AS "userId", u.name AS "userName"
               FROM consent_entries e LEFT JOIN users r ON r.id = e.recorded_by_id LEFT JOIN users u ON u.id = e.user_id
              WHERE e.channel = $1 AND e.match_key = $2 ORDER BY e.id DESC LIMIT ${shownEntries}`,
    },
    [channel, matchKey],
  );
  return rows.map(({ at, userId, userName, ...row }) => {
    const entry = { ...row, at: at.toISOString() };
    const person = userId === null ? null : { id: userId, name: userName ?? '' };
    return { ...entry, person, text: entryWords(entry.action, entry) };
  });
}
