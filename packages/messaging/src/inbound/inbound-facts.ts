import type { Sender } from '@hailpoint/kernel';
import type { StoreTransaction } from '@hailpoint/store';
import { senderGroup } from '../consent/sender-group.js';

/** What the database says about an inbound message, read under the lock of its number. */
export interface InboundFacts {
  /** The carrier delivered this event before. */
  readonly seen: boolean;
  readonly profile: { readonly id: string; readonly user_id: string | null } | null;
  /** Users who have the number in their record. */
  readonly users: readonly string[];
  readonly conversation: {
    readonly id: string;
    readonly number: string;
    readonly assignedTo: string | null;
    /** It is nobody's so far. */
    readonly guest: boolean;
    /** The virtual agent has it. */
    readonly virtualAgent: boolean;
    readonly liveGroup: readonly string[];
  } | null;
  /** The number opted out of messages from the sender's group. */
  readonly optedOut: boolean;
}

interface Question {
  readonly pluginId: string;
  readonly eventId: string;
  readonly channel: string;
  readonly addressKind: string;
  readonly sender: Pick<Sender, 'id' | 'group'>;
  readonly matchKey: string;
}

export async function readInboundFacts(transaction: StoreTransaction, question: Question): Promise<InboundFacts> {
  const [facts] = await transaction.execute<InboundFacts>(
    {
      name: 'inbound-facts',
      text: `SELECT
          EXISTS (SELECT 1 FROM inbound_events WHERE plugin_id = $1 AND event_id = $2) AS seen,
          (SELECT json_build_object('id', id, 'user_id', user_id) FROM channel_user_profiles
            WHERE channel = $3 AND match_key = $4 AND active) AS profile,
          ARRAY (SELECT DISTINCT u.id::text FROM user_addresses a JOIN users u ON u.id = a.user_id
                  WHERE a.match_key = $4 AND a.kind = $5 AND u.active ORDER BY 1) AS users,
          (SELECT json_build_object('id', i.id, 'number', i.number, 'assignedTo', i.assigned_to_id, 'guest', i.opened_for_id IS NULL, 'virtualAgent', i.virtual_agent,
                    'liveGroup', ARRAY (SELECT l.user_id FROM live_group_profiles l WHERE l.interaction_id = i.id ORDER BY l.added_at))
             FROM interactions i
            WHERE i.channel = $3 AND i.match_key = $4 AND i.sender_id = $6 AND i.type = 'messaging'
              AND i.state NOT IN ('closed_complete', 'closed_abandoned')) AS conversation,
          EXISTS (SELECT 1 FROM consent_opt_outs WHERE channel = $3 AND sender_group = $7 AND match_key = $4) AS "optedOut"`,
    },
    [
      question.pluginId,
      question.eventId,
      question.channel,
      question.matchKey,
      question.addressKind,
      question.sender.id,
      senderGroup(question.sender),
    ],
  );
  if (!facts) throw new Error('The facts of an inbound message could not be read.');
  return facts;
}
