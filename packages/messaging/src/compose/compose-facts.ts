import type { PreparedStatement, Store } from '@hailpoint/store';
import type { ConsentOrigin } from '../consent/consent-fact.js';
import { consentOriginMembers } from '../consent/consent-fact-sql.js';
import { isId } from '../directory/is-id.js';
import type { RunningConversation } from '../model/compose-options.js';
import type { KnownUser, ProfileFact } from '../preflight/facts.js';
import type { RecipientPerson } from '../preflight/recipient-person.js';

/** A recipient that compose options are about. */
export interface RecipientKey {
  readonly channel: string;
  readonly matchKey: string;
}

/** What the database says about a person and their recipients, in one round trip. */
export interface ComposeFacts {
  readonly personUser: KnownUser | null;
  readonly profiles: readonly (RecipientKey & ProfileFact)[];
  /** Of every (channel, match key, sender) that was used: running ones first, the latest first. */
  readonly history: readonly (RecipientKey & {
    readonly senderId: string;
    readonly running: boolean;
    readonly lastInboundAt: string | null;
  })[];
  readonly running: readonly RunningConversation[];
  /** Of every sender group. */
  readonly optOuts: readonly (RecipientKey & ConsentOrigin & { readonly senderGroup: string })[];
  readonly optIns: readonly (RecipientKey &
    ConsentOrigin & { readonly senderGroup: string; readonly userId: string })[];
}

const knownUser =
  "json_build_object('id', u.id, 'name', u.name, 'kind', u.kind, 'source', u.source, 'externalId', u.external_id)";

const consentRows = (table: string, more: string) =>
  `(SELECT coalesce(json_agg(json_build_object('channel', c.channel, 'matchKey', c.match_key, 'senderGroup', c.sender_group, ${more}
                ${consentOriginMembers}) ORDER BY e.id), '[]')
         FROM asked JOIN ${table} c ON c.channel = asked.channel AND c.match_key = asked.match_key
           JOIN consent_entries e ON e.id = c.entry_id LEFT JOIN users r ON r.id = e.recorded_by_id)`;

const composeFactsStatement: PreparedStatement = {
  name: 'compose-facts',
  text: `WITH asked AS (
      SELECT * FROM unnest($1::text[], $2::text[]) AS asked (channel, match_key)
    ), person AS (
      SELECT u.* FROM users u WHERE u.id = $5::uuid
      UNION ALL
      SELECT u.* FROM users u WHERE $5::uuid IS NULL AND u.source = $3 AND u.external_id = $4
    ), used AS (
      SELECT i.channel, i.match_key, i.sender_id, bool_or(i.closed_at IS NULL) AS running, max(i.last_inbound_at) AS last_inbound_at,
          max(coalesce(greatest(i.last_outbound_at, i.last_inbound_at), i.opened_at)) FILTER (WHERE i.closed_at IS NULL) AS active_at,
          max(i.last_outbound_at) AS last_outbound_at, max(i.id::text) AS latest
        FROM asked JOIN interactions i ON i.channel = asked.channel AND i.match_key = asked.match_key AND i.type = 'messaging'
       GROUP BY i.channel, i.match_key, i.sender_id
    ), going_on AS (
      SELECT i.id FROM asked JOIN interactions i ON i.channel = asked.channel AND i.match_key = asked.match_key
       WHERE i.type = 'messaging' AND i.closed_at IS NULL
      UNION
      SELECT i.id FROM person JOIN channel_user_profiles p ON p.user_id = person.id AND p.active JOIN interactions i ON i.profile_id = p.id
       WHERE i.type = 'messaging' AND i.closed_at IS NULL
    )
    SELECT
      (SELECT ${knownUser} FROM person u) AS "personUser",
      (SELECT coalesce(json_agg(json_build_object('channel', p.channel, 'matchKey', p.match_key, 'id', p.id,
                'user', CASE WHEN u.id IS NOT NULL THEN ${knownUser} END)), '[]')
         FROM asked JOIN channel_user_profiles p ON p.channel = asked.channel AND p.match_key = asked.match_key AND p.active
           LEFT JOIN users u ON u.id = p.user_id) AS profiles,
      (SELECT coalesce(json_agg(json_build_object('channel', channel, 'matchKey', match_key, 'senderId', sender_id, 'running', running,
                'lastInboundAt', last_inbound_at)
                ORDER BY running DESC, active_at DESC NULLS LAST, last_outbound_at DESC NULLS LAST, latest DESC), '[]')
         FROM used) AS history,
      (SELECT coalesce(json_agg(json_build_object('number', i.number, 'channel', i.channel, 'senderId', i.sender_id,
                'recipientId', i.recipient_id, 'virtualAgent', i.virtual_agent,
                'assignedTo', CASE WHEN u.id IS NOT NULL THEN json_build_object('id', u.id, 'name', u.name) END,
                'lastMessageAt', greatest(i.last_inbound_at, i.last_outbound_at)) ORDER BY i.id DESC), '[]')
         FROM going_on JOIN interactions i ON i.id = going_on.id LEFT JOIN users u ON u.id = i.assigned_to_id) AS running,
      ${consentRows('consent_opt_outs', '')} AS "optOuts",
      ${consentRows('consent_opt_ins', "'userId', c.user_id,")} AS "optIns"`,
};

export async function readComposeFacts(
  store: Pick<Store, 'execute'>,
  person: RecipientPerson | null,
  recipients: readonly RecipientKey[],
): Promise<ComposeFacts> {
  const linkedUser = person?.linkedUser ?? null;
  const [facts] = await store.execute<ComposeFacts>(composeFactsStatement, [
    recipients.map(({ channel }) => channel),
    recipients.map(({ matchKey }) => matchKey),
    person?.reference.source ?? null,
    person?.reference.id ?? null,
    linkedUser === null || isId(linkedUser) ? linkedUser : '00000000-0000-0000-0000-000000000000',
  ]);
  if (!facts) throw new Error('The facts of compose options could not be read.');
  return {
    ...facts,
    running: facts.running.map((one) => ({
      ...one,
      lastMessageAt: one.lastMessageAt && new Date(one.lastMessageAt).toISOString(),
    })),
  };
}
