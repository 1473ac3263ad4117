import type { PreflightWarning } from '../model/preflight.js';
import type { Facts } from './facts.js';
import type { Gathered } from './gathered.js';
import type { CarriedPlan } from './plan-preview.js';
import { type RecipientUser, recipientName } from './recipient-user.js';

/** What the agent is told before sending, most important first. */
export function warnings(
  gathered: Gathered,
  facts: Facts,
  plan: CarriedPlan | null,
  recipient: RecipientUser,
): readonly PreflightWarning[] {
  return [
    ...(gathered.degraded ? [resolverDegraded] : []),
    ...planConfirmations(facts, plan, recipient),
    ...ownership(facts, plan, recipient),
    ...numberNotOnUser(gathered),
    ...otherSender(gathered, facts, plan),
    ...running(gathered, facts, plan),
  ];
}

const resolverDegraded: PreflightWarning = {
  code: 'resolver_degraded',
  message:
    'A plugin that may know the recipient better did not answer. Check that this is the person you want to write to.',
  confirmation: 'resolver_degraded',
};

/** A13: told before sending, with what sending will do. */
function planConfirmations(
  facts: Facts,
  plan: CarriedPlan | null,
  recipient: RecipientUser,
): readonly PreflightWarning[] {
  return (plan?.confirmations ?? []).map((confirmation) => ({
    code: confirmation,
    message:
      confirmation === 'recipient_reassignment'
        ? `This address is associated with ${facts.profile?.user?.name ?? 'another customer'} now. Sending will associate it with ${recipientName(recipient) ?? 'the person you write to'}.`
        : plan!.explanation,
    confirmation,
  }));
}

/** Only where a company's own policy leaves the address with its owner. */
function ownership(facts: Facts, plan: CarriedPlan | null, recipient: RecipientUser): readonly PreflightWarning[] {
  const owner = facts.profile?.user;
  if (!plan || !owner || plan.profile === 'replace' || recipient.kind === 'unknown') return [];
  if (recipient.kind === 'known' && recipient.user.id === owner.id) return [];
  const message = `This address is associated with ${owner.name} now, and stays so.`;
  return [{ code: 'recipient_owned_by_other', message, confirmation: null }];
}

function numberNotOnUser({ recipient, person }: Gathered): readonly PreflightWarning[] {
  if (recipient?.onRecord !== false || person === null) return [];
  const message = `The address you typed is not in the record of ${person.name}.`;
  return [{ code: 'number_not_on_user', message, confirmation: null }];
}

function otherSender({ sender }: Gathered, facts: Facts, plan: CarriedPlan | null): readonly PreflightWarning[] {
  const closing = plan?.action === 'create' ? plan.closes.map(({ id }) => id) : [];
  const elsewhere = facts.conversations.filter((one) => one.senderId !== sender?.id && !closing.includes(one.id));
  return elsewhere.map(({ number }) => ({
    code: 'conversation_on_other_sender',
    message: `${number} is already going on with this recipient from another sender. It goes on beside this one.`,
    confirmation: null,
  }));
}

/** A14: a conversation that is already going on is shown. */
function running({ sender, replyIn }: Gathered, facts: Facts, plan: CarriedPlan | null): readonly PreflightWarning[] {
  const conversation = facts.conversations.find((one) => one.senderId === sender?.id);
  if (!conversation || !plan || replyIn !== null) return [];
  const { number, virtualAgent, assignedTo } = conversation;
  const who = virtualAgent ? 'the virtual agent has it' : assignedTo ? `${assignedTo.name} has it` : 'nobody has it';
  return [
    { code: 'conversation_running', message: `${number} is going on with this recipient; ${who}.`, confirmation: null },
  ];
}
