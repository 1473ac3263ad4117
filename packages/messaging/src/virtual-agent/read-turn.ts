import type { VirtualAgentConversation } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { conversationOf, type SessionRow, sessionColumns, sessionTables } from './session-row.js';

/** A customer's message that the virtual agent is to answer. */
export interface TurnToTake {
  readonly messageId: string;
  readonly body: string;
  readonly mediaCount: number;
  readonly at: Date;
  readonly conversation: VirtualAgentConversation;
  readonly matchKey: string;
  /** Carried the conversation when it began; asked only where no provider lists its sender at present. */
  readonly pluginId: string;
  /** Who has answered before; `null`: nobody yet. */
  readonly owner: { readonly plugin: string; readonly contribution: string } | null;
  readonly state: unknown;
}

interface Row extends SessionRow {
  readonly message_id: string;
  readonly body: string;
  readonly media_count: number;
  readonly created_at: Date;
}

/** `null`: it needs no answer any more. */
export async function readTurn(
  store: Pick<Store, 'execute'>,
  points: Pick<ExtensionPoints, 'contributions'>,
  messageId: string,
): Promise<TurnToTake | null> {
  const [row] = await store.execute<Row>(
    {
      name: 'turn-read',
      text: `SELECT m.id AS message_id, m.body, m.created_at,
               (SELECT count(*)::integer FROM attachments a WHERE a.message_id = m.id) AS media_count, ${sessionColumns}
             FROM virtual_agent_turns t JOIN messages m ON m.id = t.message_id
               JOIN virtual_agent_sessions s ON s.interaction_id = t.interaction_id ${sessionTables}
             WHERE t.message_id = $1 AND t.state = 'pending'`,
    },
    [messageId],
  );
  if (!row) return null;
  return {
    messageId: row.message_id,
    body: row.body,
    mediaCount: row.media_count,
    at: row.created_at,
    conversation: conversationOf(row, points),
    matchKey: row.match_key,
    pluginId: row.carrier_plugin_id,
    owner:
      row.plugin_id !== null && row.contribution !== null
        ? { plugin: row.plugin_id, contribution: row.contribution }
        : null,
    state: row.state,
  };
}
