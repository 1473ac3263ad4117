import type { ScheduledMessageState, Store, StoreTransaction } from '@hailpoint/store';
import { sql } from 'kysely';
import type { AttachmentSummary } from '../model/message.js';
import type { TemplateChoice, TemplateName } from '../model/message-template.js';
import type { Preflight } from '../model/preflight.js';
import type { ScheduledMessage } from '../model/scheduled-message.js';

type Reader = Pick<Store, 'query'> | Pick<StoreTransaction, 'query'>;

/** Scheduled messages as the API shows them, in the order asked for; what does not exist is left out. */
export async function loadScheduled(reader: Reader, ids: readonly string[]): Promise<ScheduledMessage[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ScheduledRow>`
    SELECT s.id, i.number AS interaction, s.agent_id, agent.name AS agent_name, s.state, s.send_at, s.zone, s.recipient_zone, s.channel,
      s.to_kind, s.to_value, s.sender_id, s.recipient_id, s.body, s.template, s.confirm, s.preflight, s.cause_code, s.cause_reason, s.message_id,
      conversation.number AS message_interaction, s.version, s.created_at, s.updated_at,
      (SELECT json_agg(json_build_object('id', a.id, 'fileName', a.file_name, 'contentType', a.content_type, 'size', a.size,
           'width', a.width, 'height', a.height) ORDER BY a.position, a.id)
         FROM attachments a WHERE a.scheduled_message_id = s.id) AS attachments
    FROM scheduled_messages s
      JOIN interactions i ON i.id = s.interaction_id
      JOIN users agent ON agent.id = s.agent_id
      LEFT JOIN messages m ON m.id = s.message_id
      LEFT JOIN interactions conversation ON conversation.id = m.interaction_id
    WHERE s.id = any(${[...ids]}::uuid[])`.execute(reader.query);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row ? [toScheduledMessage(row)] : [];
  });
}

interface ScheduledRow {
  id: string;
  interaction: string;
  agent_id: string;
  agent_name: string;
  state: ScheduledMessageState;
  send_at: Date;
  zone: string | null;
  recipient_zone: string | null;
  channel: string;
  to_kind: 'recipient_id' | 'manual';
  to_value: string;
  sender_id: string;
  recipient_id: string;
  body: string;
  template: (TemplateName & TemplateChoice) | null;
  confirm: string[];
  preflight: Preflight;
  cause_code: string | null;
  cause_reason: string | null;
  message_id: string | null;
  message_interaction: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  attachments: AttachmentSummary[] | null;
}

function toScheduledMessage(row: ScheduledRow): ScheduledMessage {
  return {
    id: row.id,
    interaction: row.interaction,
    agent: { id: row.agent_id, name: row.agent_name },
    state: row.state,
    sendAt: { at: row.send_at.toISOString(), zone: row.zone, recipientZone: row.recipient_zone, note: null },
    channel: row.channel,
    to: row.to_kind === 'manual' ? { manual: row.to_value } : { recipientId: row.to_value },
    from: row.sender_id,
    recipientId: row.recipient_id,
    body: row.body,
    ...(row.template && { template: row.template }),
    attachments: row.attachments ?? [],
    confirm: row.confirm,
    preflight: row.preflight,
    cause: row.cause_code !== null ? { code: row.cause_code, reason: row.cause_reason } : null,
    message:
      row.message_id !== null && row.message_interaction !== null
        ? { id: row.message_id, interaction: row.message_interaction }
        : null,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
