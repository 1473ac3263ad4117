import type { VirtualAgentConversation } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { findSender } from '../providers/find-sender.js';

/** A conversation as its virtual agent knows it, with where it is in it. */
export interface SessionRow {
  readonly interaction_id: string;
  readonly number: string;
  readonly channel: string;
  readonly match_key: string;
  readonly sender_id: string;
  readonly carrier_plugin_id: string;
  readonly customer_name: string | null;
  readonly customer_language: string | null;
  readonly customer_time_zone: string | null;
  readonly plugin_id: string | null;
  readonly contribution: string | null;
  readonly state: unknown;
}

/** Of the session `s` and of `sessionTables`. */
export const sessionColumns = `s.interaction_id, i.number, i.channel, i.match_key, i.sender_id, i.plugin_id AS carrier_plugin_id, u.name AS customer_name,
  u.language AS customer_language, u.time_zone AS customer_time_zone, s.plugin_id, s.contribution, s.state`;
export const sessionTables = `JOIN interactions i ON i.id = s.interaction_id LEFT JOIN users u ON u.id = i.opened_for_id`;

export function conversationOf(
  row: SessionRow,
  points: Pick<ExtensionPoints, 'contributions'>,
): VirtualAgentConversation {
  const { channel, sender_id: senderId } = row;
  const sender = findSender(points, channel, senderId)?.sender;
  return {
    id: row.interaction_id,
    number: row.number,
    channel,
    // Of a provider that is off, the id is all that is known; by default it is the address.
    sender: { id: senderId, address: sender?.address ?? senderId, name: sender?.name ?? senderId },
    customer:
      row.customer_name === null
        ? null
        : {
            name: row.customer_name,
            ...(row.customer_language !== null && { language: row.customer_language }),
            ...(row.customer_time_zone !== null && { timeZone: row.customer_time_zone }),
          },
  };
}
