import type { PreparedStatement, Store } from '@hailpoint/store';
import type { Composition } from '../model/composition.js';
import type { TemplateChoice } from '../model/message-template.js';
import type { Preflight } from '../model/preflight.js';
import { writtenAs } from './written-as.js';

/** A scheduled message whose moment has come, with the agent in whose name it is sent, as they are now. */
export interface ClaimedScheduledMessage {
  readonly id: string;
  readonly number: string;
  readonly interactionId: string;
  readonly agent: {
    readonly id: string;
    readonly name: string;
    readonly active: boolean;
    readonly roles: readonly string[];
  };
  readonly composition: Composition;
  readonly confirm: readonly string[];
  readonly sendAt: Date;
  /** What the agent agreed to. */
  readonly preflight: Preflight;
}

export interface ScheduledClaim {
  readonly now: Date;
  readonly owner: string;
  readonly leaseMs: number;
  readonly limit: number;
}

/** Of one record, only the earliest: what is scheduled in an order is sent in that order. */
const claimStatement: PreparedStatement = {
  name: 'scheduled-claim',
  text: `WITH due AS (
      SELECT s.id FROM scheduled_messages s
       WHERE s.state = 'scheduled' AND s.due_at <= $1
         AND NOT EXISTS (
           SELECT 1 FROM scheduled_messages earlier
            WHERE earlier.interaction_id = s.interaction_id AND earlier.state IN ('scheduled', 'sending')
              AND (earlier.send_at, earlier.id) < (s.send_at, s.id))
       ORDER BY s.due_at, s.id
       LIMIT $2
         FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE scheduled_messages s SET state = 'sending', lease_owner = $3, lease_until = $4
        FROM due WHERE s.id = due.id RETURNING s.*
    )
    SELECT c.id, i.number, c.interaction_id AS "interactionId", c.channel, c.to_kind, c.to_value, c.sender_id, c.body, c.template, c.confirm,
      c.send_at AS "sendAt", c.preflight,
      json_build_object('id', u.id, 'name', u.name, 'active', u.active, 'roles', u.roles) AS agent,
      (SELECT coalesce(json_agg(a.id ORDER BY a.position), '[]') FROM attachments a WHERE a.scheduled_message_id = c.id) AS attachments
    FROM claimed c JOIN interactions i ON i.id = c.interaction_id JOIN users u ON u.id = c.agent_id
    ORDER BY c.send_at, c.id`,
};

interface ClaimedRow extends Omit<ClaimedScheduledMessage, 'composition'> {
  readonly channel: string;
  readonly to_kind: 'recipient_id' | 'manual';
  readonly to_value: string;
  readonly sender_id: string;
  readonly body: string;
  readonly template: TemplateChoice | null;
  readonly attachments: readonly string[];
}

/** Takes what is due for this node; several nodes never take the same one. */
export async function claimScheduled(
  store: Pick<Store, 'execute'>,
  { now, owner, leaseMs, limit }: ScheduledClaim,
): Promise<ClaimedScheduledMessage[]> {
  const values = [now, limit, owner, new Date(now.getTime() + leaseMs)];
  const rows = await store.execute<ClaimedRow>(claimStatement, values);
  return rows.map(({ channel, to_kind, to_value, sender_id, body, template, attachments, ...row }) => ({
    ...row,
    composition: {
      channel,
      to: to_kind === 'manual' ? { manual: to_value } : { recipientId: to_value },
      from: sender_id,
      ...writtenAs({ body, template }),
      attachmentIds: attachments,
      inPlaceOf: row.id,
    },
  }));
}

const releaseStatement: PreparedStatement = {
  name: 'scheduled-release',
  text: `UPDATE scheduled_messages SET state = 'scheduled', lease_owner = NULL, lease_until = NULL
    WHERE state = 'sending' AND (lease_until < $1 OR lease_owner <> $2)`,
};

/**
 * Gives back what a dead node had claimed. It was certainly not sent: sending and closing the scheduled message are one transaction.
 *
 * @param onlyOwner on the embedded database, the one process there is: whoever else claimed is dead
 */
export async function releaseAbandoned(store: Pick<Store, 'execute'>, now: Date, onlyOwner?: string): Promise<void> {
  await store.execute(releaseStatement, [now, onlyOwner ?? null]);
}

const postponeStatement: PreparedStatement = {
  name: 'scheduled-postpone',
  text: `UPDATE scheduled_messages SET state = 'scheduled', due_at = $3, lease_owner = NULL, lease_until = NULL
    WHERE id = $1 AND state = 'sending' AND lease_owner = $2`,
};

/** Looks at it again a little later: something of ours failed. */
export async function postponeScheduled(
  store: Pick<Store, 'execute'>,
  id: string,
  owner: string,
  until: Date,
): Promise<void> {
  await store.execute(postponeStatement, [id, owner, until]);
}
