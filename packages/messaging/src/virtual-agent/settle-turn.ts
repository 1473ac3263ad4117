import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store, StoreTransaction } from '@hailpoint/store';
import { senderGroup } from '../consent/sender-group.js';
import { waitForCustomer } from '../follow-ups/waiting.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { findSender } from '../providers/find-sender.js';
import { maximumAgeMs } from '../providers/maximum-age-ms.js';
import { queueMessage } from '../send/queue-message.js';
import type { TurnOutcome } from './ask-virtual-agent.js';
import { handOff } from './hand-off.js';
import type { TurnToTake } from './read-turn.js';

interface SettleDependencies {
  readonly store: Store;
  readonly points: Pick<ExtensionPoints, 'contributions'>;
  readonly live: LiveEventBus;
}

/**
 * Takes the answer to a turn: that it is answered, where the virtual agent is now, and the replies are one transaction, under the lock of
 * the recipient. `false`: the turn was taken before, or the virtual agent has no longer got the conversation; nothing is written.
 */
export function settleTurn(
  { store, points, live }: SettleDependencies,
  turn: TurnToTake,
  outcome: TurnOutcome,
  at: Date,
): Promise<boolean> {
  const { conversation, matchKey } = turn;
  const { id: interactionId, channel, number } = conversation;
  const sender = findSender(points, channel, conversation.sender.id);
  const provider = sender?.provider.instance ?? null;
  return store.transaction(async (transaction) => {
    await transaction.lockRecipients([{ channel, matchKey }]);
    if (!(await isStillOpen(transaction, turn))) return false;
    if (outcome.outcome === 'answered') {
      const { answer, by } = outcome;
      await keepAnswer(transaction, turn, outcome, at);
      let heard = answer.replies.length === 0;
      for (const body of answer.replies) {
        const queued = await queueMessage(transaction, {
          interactionId,
          authorKind: 'virtual_agent',
          body,
          pluginId: sender?.plugin ?? turn.pluginId,
          senderGroup: sender && senderGroup(sender.sender),
          encoding: provider?.capabilities.text.encoding ?? 'sms',
          maximumAgeMs: maximumAgeMs(provider),
          at,
        });
        heard ||= queued;
      }
      if (heard && answer.replies.length > 0) await waitForCustomer(transaction, interactionId, at);
      if (!heard) {
        // They opted out since they wrote: whoever waits for an answer gets it from people.
        await handOff(transaction, live, {
          interactionId,
          number,
          why: 'opted_out',
          reason: null,
          plugin: by.plugin,
          at,
        });
      } else if (answer.handOff) {
        const { reason } = answer.handOff;
        await handOff(transaction, live, { interactionId, number, why: 'handed_off', reason, plugin: by.plugin, at });
      }
      live.publishAfterCommit(transaction, { kind: 'thread', number });
      live.publishAfterCommit(transaction, { kind: 'interaction', number });
      transaction.afterCommit(() => store.wake('outbox'));
    } else {
      const failed = outcome.outcome === 'failed';
      const plugin = (failed ? outcome.by?.plugin : turn.owner?.plugin) ?? null;
      await handOff(transaction, live, {
        interactionId,
        number,
        why: failed ? 'failed' : 'handed_off',
        reason: failed ? 'The virtual agent could not answer.' : null,
        plugin,
        at,
      });
    }
    transaction.afterCommit(() => store.wake('turns'));
    return true;
  });
}

async function isStillOpen(transaction: StoreTransaction, turn: TurnToTake): Promise<boolean> {
  const rows = await transaction.execute(
    {
      name: 'turn-still-open',
      text: `SELECT 1 FROM virtual_agent_turns t JOIN interactions i ON i.id = t.interaction_id
              WHERE t.message_id = $1 AND t.state = 'pending' AND i.virtual_agent AND i.closed_at IS NULL AND i.match_key = $2
                FOR UPDATE OF t`,
    },
    [turn.messageId, turn.matchKey],
  );
  return rows.length > 0;
}

async function keepAnswer(
  transaction: StoreTransaction,
  turn: TurnToTake,
  { by, answer }: Extract<TurnOutcome, { readonly outcome: 'answered' }>,
  at: Date,
): Promise<void> {
  await transaction.execute(
    {
      name: 'turn-answered',
      text: `WITH turn AS (
               UPDATE virtual_agent_turns SET state = 'answered', settled_at = $2, lease_owner = NULL, lease_until = NULL WHERE message_id = $1
               RETURNING interaction_id)
             UPDATE virtual_agent_sessions s SET plugin_id = $3, contribution = $4, state = $5, collected = COALESCE($6::jsonb, s.collected)
               FROM turn WHERE s.interaction_id = turn.interaction_id`,
    },
    [
      turn.messageId,
      at,
      by.plugin,
      by.contribution,
      answer.state,
      answer.collected === null ? null : JSON.stringify(answer.collected),
    ],
  );
}
