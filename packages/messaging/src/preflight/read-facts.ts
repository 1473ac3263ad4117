import type { PreparedStatement, Store, StoreTransaction } from '@hailpoint/store';
import { consentFactSql } from '../consent/consent-fact-sql.js';
import { type LimitedSender, lockWaitingSegments, waitingSegments } from '../pacing/waiting-segments.js';
import type { Facts } from './facts.js';
import type { FactsQuestion } from './facts-question.js';

const knownUser = (alias: string) =>
  `json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'kind', ${alias}.kind, 'source', ${alias}.source, 'externalId', ${alias}.external_id)`;

/** Facts in one round trip: what the rows are about differs, the moment does not. What waits in a queue is asked only where it has a limit. */
const factsText = (lock: '' | 'FOR SHARE') => `SELECT
    (SELECT json_build_object('id', i.id, 'number', i.number, 'type', i.type, 'state', i.state, 'version', i.version,
              'virtualAgent', i.virtual_agent)
       FROM interactions i WHERE i.id = $1 ${lock}) AS source,
    coalesce(
      (SELECT ${knownUser('u')} FROM users u WHERE u.id = $6::uuid),
      (SELECT ${knownUser('u')} FROM users u WHERE $6::uuid IS NULL AND u.source = $4 AND u.external_id = $5)) AS "personUser",
    (SELECT json_build_object('id', p.id, 'user', CASE WHEN u.id IS NOT NULL THEN ${knownUser('u')} END)
       FROM channel_user_profiles p LEFT JOIN users u ON u.id = p.user_id
      WHERE p.channel = $2 AND p.match_key = $3 AND p.active) AS profile,
    (SELECT coalesce(json_agg(json_build_object('id', i.id, 'number', i.number, 'senderId', i.sender_id, 'virtualAgent', i.virtual_agent,
              'assignedTo', CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name) END,
              'openedFor', CASE WHEN o.id IS NOT NULL THEN ${knownUser('o')} END,
              'liveGroup', (SELECT coalesce(json_agg(json_build_object('id', m.id, 'name', m.name) ORDER BY l.added_at, m.id), '[]')
                              FROM live_group_profiles l JOIN users m ON m.id = l.user_id WHERE l.interaction_id = i.id),
              'queued', (SELECT count(*) FROM messages q WHERE q.interaction_id = i.id AND q.state = 'queued' AND NOT q.consent_exempt)) ORDER BY i.id), '[]')
       FROM interactions i LEFT JOIN users a ON a.id = i.assigned_to_id LEFT JOIN users o ON o.id = i.opened_for_id
      WHERE i.channel = $2 AND i.match_key = $3 AND i.type = 'messaging'
        AND i.state NOT IN ('closed_complete', 'closed_abandoned')) AS conversations,
    (SELECT count(*)::integer FROM messages q JOIN interactions c ON c.id = q.interaction_id
      WHERE q.channel = $2 AND q.match_key = $3 AND q.state = 'queued' AND NOT q.consent_exempt
        AND c.state IN ('closed_complete', 'closed_abandoned')) AS "queuedInClosed",
    (SELECT coalesce(json_agg(json_build_object('id', f.id, 'uploaderId', f.uploader_id, 'messageId', f.message_id,
              'scheduledMessageId', f.scheduled_message_id, 'fileName', f.file_name,
              'contentType', f.content_type, 'size', f.size, 'digest', f.digest, 'width', f.width, 'height', f.height)), '[]')
       FROM attachments f WHERE f.id = ANY ($7::uuid[])) AS attachments,
    ${consentFactSql('$2', '$8', '$3')} AS consent`;

export const readFactsStatement: PreparedStatement = { name: 'preflight-facts', text: factsText('') };
/** As {@link readFactsStatement}; the source interaction cannot be closed or changed until the transaction ends. */
export const lockFactsStatement: PreparedStatement = { name: 'send-facts', text: factsText('FOR SHARE') };

export function factsValues(question: FactsQuestion): readonly unknown[] {
  const { sourceId, channel, matchKey, person, attachmentIds, senderGroup } = question;
  const { source = null, id = null, linkedUser = null } = person ?? {};
  return [sourceId, channel, matchKey, source, id, linkedUser, attachmentIds, senderGroup];
}

/** For a preflight: without locks. */
export function readFacts(store: Pick<Store, 'execute'>, question: FactsQuestion): Promise<Facts> {
  return read(store, readFactsStatement, question, (sender) => waitingSegments(store, sender));
}

/** For a commit. The recipient's lock must be held already. Takes the lock of the sender's queue where that has a limit. */
export function readFactsForCommit(
  transaction: Pick<StoreTransaction, 'execute'>,
  question: FactsQuestion,
): Promise<Facts> {
  return read(transaction, lockFactsStatement, question, (sender) => lockWaitingSegments(transaction, sender));
}

async function read(
  reader: Pick<Store, 'execute'>,
  statement: PreparedStatement,
  question: FactsQuestion,
  count: (sender: LimitedSender) => Promise<number>,
): Promise<Facts> {
  // Sent together.
  const [[facts], waiting] = await Promise.all([
    reader.execute<Omit<Facts, 'waitingSegments'>>(statement, factsValues(question)),
    question.limited && count(question.limited),
  ]);
  if (!facts) throw new Error('The facts of a send could not be read.');
  return { ...facts, waitingSegments: waiting };
}
