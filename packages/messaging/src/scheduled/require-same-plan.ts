import type { Preflight } from '../model/preflight.js';
import { ScheduledPlanChangedError } from './scheduled-plan-changed-error.js';

/**
 * That a message is still what the agent agreed to when scheduling it: same person, address, sender, and row of the plan. Other things, such
 * as who has the conversation now, may have changed meanwhile. Pure.
 *
 * @throws ScheduledPlanChangedError
 */
export function requireSamePlan(agreed: Preflight, now: Preflight): void {
  if (personOf(agreed) !== personOf(now)) {
    const then = agreed.person?.name ?? 'nobody known';
    throw new ScheduledPlanChangedError(
      `It was written for ${then}, and would go to ${now.person?.name ?? 'nobody known'} now.`,
    );
  }
  if (agreed.recipient?.recipientId !== now.recipient?.recipientId || agreed.sender?.id !== now.sender?.id) {
    throw new ScheduledPlanChangedError('It would go to another address, or from another sender, than you saw.');
  }
  if (agreed.plan?.row !== now.plan?.row || agreed.plan?.workflow !== now.plan?.workflow) {
    const [then, today] = [agreed.plan?.explanation ?? '', now.plan?.explanation ?? ''];
    throw new ScheduledPlanChangedError(
      `Sending would do something else than you saw. Then: ${sentence(then)} Now: ${sentence(today)}`,
    );
  }
}

function personOf({ person }: Preflight): string | null {
  return person && `${person.source} ${person.id}`;
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
