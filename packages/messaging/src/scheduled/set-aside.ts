import { maskAddresses } from '../history/mask-addresses.js';
import { recordHistory } from '../history/record-history.js';
import { notify } from '../notifications/notify.js';
import type { SendDependencies } from '../send/send-dependencies.js';
import type { Attention } from './attention.js';
import type { ClaimedScheduledMessage } from './claim-scheduled.js';

/** Not sent: the agent who scheduled it is told, and decides. Writes nothing when the lease is somebody else's by now. */
export async function setAside(
  { store, live, clock }: Pick<SendDependencies, 'store' | 'live' | 'clock'>,
  { id, interactionId, number, agent, sendAt }: ClaimedScheduledMessage,
  owner: string,
  { code, reason }: Attention,
): Promise<void> {
  await store.transaction(async (transaction) => {
    const at = clock.now();
    const marked = await transaction.query
      .updateTable('scheduled_messages')
      .set((eb) => ({
        state: 'needs_attention',
        cause_code: code,
        cause_reason: reason,
        due_at: null,
        lease_owner: null,
        lease_until: null,
        updated_at: at,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .where('lease_owner', '=', owner)
      .returning('id')
      .executeTakeFirst();
    if (!marked) return;
    const detail = { scheduledMessage: id, sendAt: sendAt.toISOString(), code, reason: maskAddresses(reason) };
    await recordHistory(transaction, { interactionId, at }, { kind: 'scheduled_needs_attention', detail });
    await notify(transaction, live, {
      userId: agent.id,
      kind: 'scheduled_needs_attention',
      interactionId,
      body: `The message that you scheduled in ${number} was not sent and needs your attention.`,
      at,
    });
    live.publishAfterCommit(transaction, { kind: 'interaction', number });
  });
}
