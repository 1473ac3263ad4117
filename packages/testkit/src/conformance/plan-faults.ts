import type { ConversationPlan, ConversationSituation } from '@hailpoint/kernel';
import { arePlainWords, codePattern, isObject, isText, refusalFault, shown } from './answer-faults.js';

const reasons = ['agent_ended', 'no_response', 'recipient_reassigned', 'taken_over_by_agent', 'auto_closed'];
const workflows = ['created', 'replaced_virtual_agent', 'replaced_different_user'];

/** What is wrong with the shape of a plan; `null`: nothing. */
export function planShapeFault(plan: unknown): string | null {
  if (plan === null) return null;
  if (!isObject(plan)) return `it answered ${shown(plan)}, and neither a plan nor null`;
  const { action, row, workflow, confirmations, explanation, profile } = plan;
  if (!isText(row)) return `its row is ${shown(row)}, and does not name the rule that decided`;
  if (action === 'refuse') return refusalFault(plan);
  if (
    !Array.isArray(confirmations) ||
    !confirmations.every((each) => typeof each === 'string' && codePattern.test(each))
  )
    return `its confirmations are ${shown(confirmations)}, and no list of codes; an empty one is fine`;
  if (!arePlainWords(explanation)) return `its explanation is ${shown(explanation)}, and no sentence for the agent`;
  if (action === 'append') {
    const { conversation, assign } = plan;
    if (!isText(conversation)) return `its conversation is ${shown(conversation)}, and no id`;
    if (typeof assign !== 'boolean') return `its assign is ${shown(assign)}, and neither true nor false`;
    if (profile !== 'ensure') return `its profile is ${shown(profile)}; what is appended can only "ensure" it`;
    return workflow === 'appended' ? null : `its workflow is ${shown(workflow)}, and not "appended"`;
  }
  if (action !== 'create') return `its action is ${shown(action)}, and neither "create", "append" nor "refuse"`;
  if (profile !== 'ensure' && profile !== 'replace')
    return `its profile is ${shown(profile)}, and neither "ensure" nor "replace"`;
  if (typeof workflow !== 'string' || !workflows.includes(workflow))
    return `its workflow is ${shown(workflow)}, and none of ${workflows.join(', ')}`;
  return closesFault(plan['closes']);
}

function closesFault(closes: unknown): string | null {
  if (!Array.isArray(closes)) return `its closes are ${shown(closes)}, and no list; an empty one is fine`;
  const wrong = closes.find(
    (each) => !isObject(each) || !isText(each['id']) || !reasons.includes(String(each['reason'])),
  );
  return wrong === undefined ? null : `it closes ${shown(wrong)}, and no conversation with a reason of the contract`;
}

/** Why the core cannot carry a well-formed plan out in this situation; `null`: it can. */
export function planImpossible(plan: ConversationPlan, situation: ConversationSituation): string | null {
  const { conversation, otherConversations, person } = situation;
  const running = conversation === null ? otherConversations : [conversation, ...otherConversations];
  if (plan.action === 'refuse') return null;
  if (plan.action === 'append') {
    if (plan.conversation !== conversation?.id) return 'it appends to a conversation that is not the running one';
    return plan.assign && conversation.virtualAgent
      ? 'it assigns a conversation that the virtual agent has: close it and create a new one'
      : null;
  }
  if (plan.profile === 'replace' && person === null)
    return 'it replaces the profile, and nobody is known who gets the new one';
  const closed = new Set(plan.closes.map(({ id }) => id));
  if (closed.size < plan.closes.length) return 'it closes a conversation twice';
  if (conversation !== null && !closed.has(conversation.id))
    return 'it creates a conversation beside the running one, which it does not close';
  for (const { id, number } of plan.closes) {
    const one = running.find((each) => each.id === id);
    if (one === undefined) return 'it closes a conversation that does not run';
    if (one.number !== number) return `it closes ${one.number} under the number ${shown(number)}`;
  }
  const { contextFrom } = plan;
  return contextFrom === undefined || running.some(({ id }) => id === contextFrom)
    ? null
    : 'it takes its context from a conversation that does not run';
}
