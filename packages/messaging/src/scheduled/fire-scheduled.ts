import type { Logger } from '@hailpoint/kernel';
import { gatherComposition } from '../compose/gather-composition.js';
import type { Actor } from '../messaging.js';
import { commitSend } from '../send/commit-send.js';
import type { SendDependencies } from '../send/send-dependencies.js';
import { attentionAfter, attentionBefore } from './attention.js';
import { type ClaimedScheduledMessage, postponeScheduled } from './claim-scheduled.js';
import { LeaseLostError } from './lease-lost-error.js';
import { markSent } from './mark-sent.js';
import { requireSamePlan } from './require-same-plan.js';
import { setAside } from './set-aside.js';

/** Milliseconds until it is tried again after a failure of ours. */
const retryMs = 10_000;

/**
 * Sends a scheduled message whose moment has come, as its agent would without a plan: through the same commit, with the same checks. What it
 * becomes is written in the transaction of the send, so it is sent once, whichever node does it and whenever one is killed.
 */
export async function fireScheduled(
  dependencies: SendDependencies & { readonly logger: Logger },
  scheduled: ClaimedScheduledMessage,
  owner: string,
): Promise<void> {
  const { store, live, clock, logger } = dependencies;
  const { id, number, agent, composition, confirm, preflight: agreed } = scheduled;
  const before = attentionBefore(scheduled, clock.now());
  if (before) return setAside(dependencies, scheduled, owner, before);
  const actor: Actor = { userId: agent.id, name: agent.name, roles: agent.roles, via: 'schedule' };
  try {
    await commitSend(dependencies, {
      actor,
      number,
      planId: undefined,
      confirm,
      // The scheduled row itself is the key: it becomes `sent` in the same transaction, and only once.
      idempotency: undefined,
      body: null,
      gather: () => gatherComposition(dependencies, actor, number, composition),
      requirePlan: (preflight) => requireSamePlan(agreed, preflight),
      within: (transaction, result, at) => markSent(transaction, live, { id, owner }, result, at),
    });
    logger.info('Scheduled message sent', { scheduled: id });
  } catch (error) {
    if (error instanceof LeaseLostError) return;
    const attention = attentionAfter(error);
    if (attention) {
      await setAside(dependencies, scheduled, owner, attention);
      logger.info('Scheduled message needs attention', { scheduled: id, code: attention.code });
      return;
    }
    logger.error('A scheduled message could not be sent; it is tried again', {
      scheduled: id,
      error: (error as Error).name,
    });
    await postponeScheduled(store, id, owner, new Date(clock.now().getTime() + retryMs));
  }
}
