import type { ConversationPlan } from '@hailpoint/kernel';
import type { PersonSummary } from '../model/interaction.js';
import type { PreflightPlan } from '../model/preflight.js';
import type { Facts } from './facts.js';
import type { RecipientUser } from './recipient-user.js';

/** A plan that can be carried out: everything but a refusal. */
export type CarriedPlan = Exclude<ConversationPlan, { readonly action: 'refuse' }>;

/** What the plan does to these facts, as the agent sees it. */
export function planPreview(
  plan: CarriedPlan,
  facts: Pick<Facts, 'profile' | 'conversations' | 'queuedInClosed'>,
  agent: PersonSummary,
  recipient: RecipientUser,
): PreflightPlan {
  const base = {
    row: plan.row,
    workflow: plan.workflow,
    explanation: plan.explanation,
    profile: profilePreview(plan, facts, recipient),
  };
  if (plan.action === 'create') {
    const closes = plan.closes.map(({ id, number, reason }) => {
      const closed = facts.conversations.find((one) => one.id === id);
      return { number, reason, queuedMessages: closed?.queued ?? 0, assignedTo: closed?.assignedTo ?? null };
    });
    const assignment = { assignment: 'to_agent', assignedTo: agent, joinsLiveGroup: true } as const;
    return { ...base, ...assignment, appendsTo: null, creates: true, closes };
  }
  const conversation = facts.conversations.find((one) => one.id === plan.conversation);
  return {
    ...base,
    appendsTo: conversation?.number ?? null,
    creates: false,
    closes: [],
    assignment: plan.assign ? 'to_agent' : 'unchanged',
    assignedTo: plan.assign ? agent : (conversation?.assignedTo ?? null),
    joinsLiveGroup: !conversation?.liveGroup.some((member) => member.id === agent.id),
  };
}

function profilePreview(
  plan: CarriedPlan,
  { profile, queuedInClosed }: Pick<Facts, 'profile' | 'queuedInClosed'>,
  recipient: RecipientUser,
): PreflightPlan['profile'] {
  if (!profile) return { action: 'created', previousUser: null, canceledMessages: 0 };
  const { user } = profile;
  if (plan.profile === 'replace') {
    return {
      action: 'replaced',
      previousUser: user && { id: user.id, name: user.name },
      canceledMessages: queuedInClosed,
    };
  }
  const linked = user === null && recipient.kind !== 'unknown';
  return { action: linked ? 'linked' : 'kept', previousUser: null, canceledMessages: 0 };
}
