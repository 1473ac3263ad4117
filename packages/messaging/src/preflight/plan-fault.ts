import type { ConversationPlan } from '@hailpoint/kernel';
import type { ConversationFact, Facts } from './facts.js';

/**
 * What is wrong with a policy's plan, if anything: it may be a company's own, and the core carries out nothing that it cannot keep. A new
 * conversation beside an active one of the same sender, say, is what the schema forbids.
 */
export function planFault(
  plan: Exclude<ConversationPlan, { readonly action: 'refuse' }>,
  facts: Pick<Facts, 'conversations'>,
  own: ConversationFact | null,
  replyIn: string | null,
): { readonly code: string; readonly reason: string } | null {
  if (plan.action === 'append') {
    return own !== null && plan.conversation === own.id
      ? null
      : impossible('it appends to a conversation of another sender');
  }
  if (replyIn !== null) {
    const reason =
      'A reply stays in its conversation, and the conversation policy asks for a new one. Compose a message instead.';
    return { code: 'reply_not_possible', reason };
  }
  const closes = new Set(plan.closes.map(({ id }) => id));
  if (own !== null && !closes.has(own.id)) return impossible('it creates a conversation beside the running one');
  for (const id of closes) {
    if (!facts.conversations.some((one) => one.id === id))
      return impossible('it closes a conversation that does not run');
  }
  const { contextFrom } = plan;
  if (contextFrom !== undefined && !facts.conversations.some((one) => one.id === contextFrom)) {
    return impossible('it takes its context from a conversation that does not run');
  }
  return null;
}

function impossible(what: string) {
  const reason = `The plan for the running conversations cannot be carried out: ${what}. An administrator checks the conversation policy.`;
  return { code: 'conversation_plan_impossible', reason };
}
