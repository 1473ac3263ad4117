import type { Preflight } from '../model/preflight.js';
import { ScheduledPlanChangedError } from './scheduled-plan-changed-error.js';

/**
 * That a message is still what the agent agreed to when scheduling it. Pure.
 *
 * @throws ScheduledPlanChangedError
 */
export function requireSamePlan(agreed: Preflight, now: Preflight): void {
  const difference = planDifference(agreed, now);
  if (difference !== null) throw new ScheduledPlanChangedError(difference);
}

/**
 * What is not as the agent saw it, in words for the agent: person, address, sender, the text of a template, row of the plan, or whom the
 * address is taken from.
 * `null`: all the same. Other things, such as who has the conversation now, may have changed meanwhile. Pure.
 */
export function planDifference(agreed: Preflight, now: Preflight): string | null {
  if (personOf(agreed) !== personOf(now)) {
    const then = agreed.person?.name ?? 'nobody known';
    return `It was written for ${then}, and would go to ${now.person?.name ?? 'nobody known'} now.`;
  }
  if (agreed.recipient?.recipientId !== now.recipient?.recipientId || agreed.sender?.id !== now.sender?.id) {
    return 'It would go to another address, or from another sender, than you saw.';
  }
  if (agreed.template?.text !== now.template?.text) {
    return 'The text of the template is another one now than you saw.';
  }
  if (agreed.plan?.row !== now.plan?.row || agreed.plan?.workflow !== now.plan?.workflow) {
    const [then, today] = [agreed.plan?.explanation ?? '', now.plan?.explanation ?? ''];
    return `Sending would do something else than you saw. Then: ${sentence(then)} Now: ${sentence(today)}`;
  }
  const [then, today] = [agreed.plan?.profile.previousUser, now.plan?.profile.previousUser];
  if (then?.id !== today?.id) {
    return `It would take the address from ${today?.name ?? 'nobody'}, and not from ${then?.name ?? 'nobody'} as you saw.`;
  }
  return null;
}

function personOf({ person }: Preflight): string | null {
  return person && `${person.source} ${person.id}`;
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
