import type { PreflightPlan } from '../model/preflight.js';

/** What a send did, told afterwards: the agent's own preview says "you". */
export function planWords(plan: PreflightPlan, conversation: string, agent: string, person: string): string {
  if (!plan.creates) {
    const joined = plan.joinsLiveGroup ? ` ${agent} joined it.` : '';
    if (plan.assignment === 'to_agent')
      return `It was added to the running conversation ${conversation}, which nobody had, and which was assigned to ${agent}.`;
    const owner =
      plan.assignedTo?.name === agent
        ? `, which ${agent} had`
        : plan.assignedTo
          ? `, which stayed with ${plan.assignedTo.name}`
          : '';
    return `It was added to the running conversation ${conversation}${owner}.${joined}`;
  }
  const started = `a new conversation, ${conversation}, was started and assigned to ${agent}`;
  const closed = plan.closes.map(({ number }) => number).join(', ');
  if (plan.profile.action === 'replaced') {
    const owner = plan.profile.previousUser?.name ?? 'another customer';
    const ended = closed === '' ? '' : `, ${closed} was closed`;
    return `The number belonged to ${owner}. It was given to ${person}${ended}, and ${started}.`;
  }
  if (plan.closes.length > 0)
    return `${agent} took over from the virtual agent: ${closed} was closed, and ${started}, with what was written before as its context.`;
  return `A${started.slice(1)}.`;
}
