import type { ConversationPlan, ConversationSituation } from '@hailpoint/kernel';
import type { Attribution } from '@hailpoint/kernel/host';
import type { PreflightVerdict } from '../model/preflight.js';
import { type ConversationFact, type Facts, toConversationSummary } from './facts.js';
import type { Blocker, Gathered } from './gathered.js';
import { planFault } from './plan-fault.js';
import type { CarriedPlan } from './plan-preview.js';
import { personKey, type RecipientUser } from './recipient-user.js';

/** Asks the conversation policies. `null`: none of them decides. Throws what a policy throws. */
export type AskPolicy = (
  situation: ConversationSituation,
) => { readonly answer: ConversationPlan; readonly answeredBy: Attribution } | null;

const core: Attribution = { plugin: 'hailpoint', contribution: 'core' };

/** The plan for the running conversations, or why there is none. */
export interface AskedPlan {
  readonly plan: CarriedPlan | null;
  readonly blockers: readonly Blocker[];
  readonly verdicts: readonly PreflightVerdict[];
}

/** Asks the conversation policies what becomes of the running conversations, and keeps what cannot be carried out from happening. */
export function askForPlan(
  gathered: Gathered,
  facts: Facts,
  recipient: RecipientUser,
  own: ConversationFact | null,
  askPolicy: AskPolicy,
): AskedPlan {
  // Without a recipient and a sender there is no conversation to decide on.
  if (!gathered.recipient || !gathered.sender) return { plan: null, blockers: [], verdicts: [] };
  const { profile } = facts;
  const situation: ConversationSituation = {
    agent: gathered.agent.id,
    person: personKey(recipient),
    profile: profile && { id: profile.id, person: profile.user?.id ?? null },
    conversation: own && toConversationSummary(own),
    otherConversations: facts.conversations.filter((one) => one !== own).map(toConversationSummary),
  };
  const refused = (code: string, reason: string, by: Attribution = core): AskedPlan => ({
    plan: null,
    blockers: [{ code, reason, field: null }],
    verdicts: [{ point: 'conversation-policy', ...by, verdict: 'refused', code, reason, ms: 0 }],
  });
  let asked: ReturnType<AskPolicy>;
  try {
    asked = askPolicy(situation);
  } catch {
    return refused(
      'conversation_policy_failed',
      'The plugin that decides about running conversations failed, so nothing is sent. An administrator finds its error in the log.',
    );
  }
  if (!asked) {
    return refused(
      'conversation_undecided',
      'No plugin decides about running conversations, so nothing is sent. An administrator switches a conversation policy on.',
    );
  }
  const { answer, answeredBy } = asked;
  if (answer.action === 'refuse') return refused(answer.code, answer.reason, answeredBy);
  const fault = planFault(answer, facts, own, gathered.replyIn);
  if (fault) return refused(fault.code, fault.reason, answeredBy);
  const verdict = { point: 'conversation-policy', ...answeredBy, verdict: 'answered', code: null, reason: null, ms: 0 };
  // A plugin that knows the recipient better did not answer: too little is known to take the address from its owner.
  if (gathered.degraded && answer.profile === 'replace') {
    const reason =
      'The address belongs to another customer, and a plugin that may know the recipient better did not answer. Try again later.';
    return { plan: answer, blockers: [{ code: 'resolver_degraded', reason, field: 'to' }], verdicts: [verdict] };
  }
  return { plan: answer, blockers: [], verdicts: [verdict] };
}
