import { SenderSelector } from '@hailpoint/kernel';
import type { PreflightVerdict } from '../model/preflight.js';
import { digest } from '../text/digest.js';
import type { ConversationFact, Facts } from './facts.js';
import type { Blocker, Gathered } from './gathered.js';
import type { PlanIdentity } from './plan-id.js';
import type { CarriedPlan } from './plan-preview.js';
import type { RecipientUser } from './recipient-user.js';

export interface IdentityParts {
  readonly gathered: Gathered;
  readonly facts: Facts;
  readonly recipient: RecipientUser;
  readonly own: ConversationFact | null;
  readonly plan: CarriedPlan | null;
  readonly confirmations: readonly string[];
  readonly verdicts: readonly PreflightVerdict[];
  readonly blockers: readonly Blocker[];
}

/** The part of a decision that an agent agrees to. */
export function identityOf({
  gathered,
  facts,
  recipient,
  own,
  plan,
  confirmations,
  verdicts,
  blockers,
}: IdentityParts): PlanIdentity {
  const { person } = gathered;
  const known = recipient.kind === 'known' ? recipient.user : null;
  const closes = plan?.action === 'create' ? plan.closes.map(({ id }) => id) : [];
  const touched = facts.conversations.filter((one) => one === own || closes.includes(one.id));
  // Of a selector the agent agrees to the sender, which is part of the plan, and not to what led to it.
  const codes = verdicts.flatMap(({ point, code, verdict }) =>
    code !== null && verdict !== 'not_valid' && point !== SenderSelector.id ? [code] : [],
  );
  return {
    person: person
      ? { ...person.reference, linkedUser: person.linkedUser }
      : known && { source: known.source, id: known.externalId, linkedUser: null },
    recipientId: gathered.recipient?.recipientId ?? null,
    channel: gathered.channel.channel,
    senderId: gathered.sender?.id ?? null,
    bodyDigest: digest(gathered.body),
    attachmentDigests: gathered.attachmentIds.map((id) => facts.attachments.find((one) => one.id === id)?.digest ?? ''),
    profile: facts.profile && { id: facts.profile.id, user: facts.profile.user?.id ?? null },
    conversations: touched.map(({ id, assignedTo, virtualAgent, liveGroup }) => ({
      id,
      assignedTo: assignedTo?.id ?? null,
      virtualAgent,
      joined: liveGroup.some((member) => member.id === gathered.agent.id),
    })),
    row: plan?.row ?? null,
    effects: plan ? effectsOf(plan) : [],
    verdictCodes: [...codes, ...blockers.map(({ code }) => code)],
    confirmations,
  };
}

function effectsOf(plan: CarriedPlan): readonly string[] {
  const shared = [plan.action, plan.workflow, plan.profile];
  return plan.action === 'append'
    ? [...shared, plan.assign ? 'assign' : 'keep']
    : [...shared, plan.contextFrom ?? '', ...plan.closes.map(({ id, reason }) => `${id} ${reason}`).sort()];
}
