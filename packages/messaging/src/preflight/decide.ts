import type { Preflight } from '../model/preflight.js';
import { checkActiveProfile } from './active-profile-check.js';
import { type AskPolicy, askForPlan } from './ask-for-plan.js';
import { attachmentBlockers } from './attachment-rules.js';
import { bodyBlockers } from './body-rules.js';
import { checkConsent } from './consent-check.js';
import type { Facts } from './facts.js';
import type { Blocker, Gathered, GatheredTemplate } from './gathered.js';
import { identityOf } from './identity-of.js';
import { planId } from './plan-id.js';
import { type CarriedPlan, planPreview } from './plan-preview.js';
import { checkQueue } from './queue-check.js';
import { type RecipientUser, recipientUser } from './recipient-user.js';
import { templateBlockers } from './template-rules.js';
import { textLimit } from './text-limit.js';
import { warnings } from './warnings.js';

export interface Decision {
  readonly preflight: Preflight;
  /** `null` exactly when there is a blocker because of which nothing can be planned. */
  readonly plan: CarriedPlan | null;
  readonly recipient: RecipientUser;
}

/** What will happen: a pure function of what was gathered and of the database facts. Runs for the preflight, and again in the commit. */
export function decide(gathered: Gathered, facts: Facts, askPolicy: AskPolicy): Decision {
  const recipient = recipientUser(gathered, facts);
  const own = facts.conversations.find((one) => one.senderId === gathered.sender?.id) ?? null;
  const asked = askForPlan(gathered, facts, recipient, own, askPolicy);
  const profileCheck = checkActiveProfile(gathered, facts);
  const consentCheck = checkConsent(gathered, facts, recipient);
  const queueCheck = checkQueue(gathered, facts);
  const maxLength = textLimit(gathered);
  const blockers = [
    ...gathered.blockers,
    ...personBlockers(recipient, gathered),
    ...(profileCheck.blocker ? [profileCheck.blocker] : []),
    ...consentCheck.blockers,
    ...(queueCheck.blocker ? [queueCheck.blocker] : []),
    ...templateBlockers(gathered),
    ...(gathered.template ? [] : bodyBlockers(gathered.body, gathered.attachmentIds.length, maxLength)),
    ...attachmentBlockers(gathered, facts.attachments),
    ...asked.blockers,
  ].sort((a, b) => rank(a) - rank(b));
  const { plan } = asked;
  const told = warnings(gathered, facts, plan, recipient);
  const confirmations = [...new Set(told.flatMap(({ confirmation }) => confirmation ?? []))];
  const verdicts = [...gathered.verdicts, ...profileCheck.verdicts, ...consentCheck.verdicts, ...asked.verdicts];
  const identity = identityOf({ gathered, facts, recipient, own, plan, confirmations, verdicts, blockers });
  return {
    plan,
    recipient,
    preflight: {
      planId: planId(identity),
      sendable: blockers.length === 0,
      channel: gathered.channel.channel,
      person: personOf(gathered, recipient),
      recipient: gathered.recipient && {
        recipientId: gathered.recipient.recipientId,
        manual: gathered.recipient.manual,
        label: gathered.recipient.label,
        derivation: gathered.recipient.derivation,
        explanation: gathered.recipient.derivation.explanation,
      },
      sender: gathered.sender && {
        id: gathered.sender.id,
        address: gathered.sender.address,
        name: gathered.sender.name,
        plugin: gathered.sender.plugin,
        explanation: gathered.sender.explanation,
      },
      consent: consentCheck.consent,
      plan: plan && planPreview(plan, facts, gathered.agent, recipient),
      warnings: told,
      confirmations,
      blockers,
      ...(gathered.notes.length > 0 && { notes: gathered.notes }),
      ...(gathered.templateOnly && !otherwiseBlocked(gathered, blockers) && { templateOnly: true as const }),
      ...(gathered.template && { template: templateOf(gathered.template, gathered.body) }),
      text: { ...gathered.text, maxLength },
      ...(queueCheck.expectedSend && { expectedSend: queueCheck.expectedSend }),
      attachments: attachmentsOf(gathered, facts),
      verdicts,
    },
  };
}

/** A document that names somebody of our own directory who is not there would bind the address to nobody. */
function personBlockers(recipient: RecipientUser, gathered: Gathered): readonly Blocker[] {
  if (recipient.kind !== 'new') return [];
  const { linkedUser, reference } = recipient.person;
  if (linkedUser === null && reference.source !== 'hailpoint') return [];
  const reason = `The directory has no such person as ${gathered.person?.name}. An administrator checks the plugin that names the recipient.`;
  return [{ code: 'person_unknown', reason, field: 'to' }];
}

const fields = ['channel', 'to', 'from', 'template', 'body', 'attachmentIds', null] as const;

/** In the order of the form. */
function rank(blocker: Blocker): number {
  return fields.indexOf(blocker.field);
}

function personOf(gathered: Gathered, recipient: RecipientUser): Preflight['person'] {
  const { person } = gathered;
  const userId = recipient.kind === 'known' ? recipient.user.id : null;
  if (person) return { ...person.reference, name: person.name, userId, explanation: person.explanation };
  if (recipient.kind !== 'known') return null;
  const { source, externalId, name } = recipient.user;
  const explanation =
    gathered.replyIn === null
      ? 'The record names nobody; the address is associated with this person'
      : 'The person of this conversation';
  return { source, id: externalId, name, userId, explanation };
}

/** Something is in the way that is in a template's way too: neither what the policies say of free text, nor the text itself. */
function otherwiseBlocked(gathered: Gathered, blockers: readonly Blocker[]): boolean {
  return blockers.some(
    (blocker) => !gathered.blockers.includes(blocker) && blocker.field !== 'body' && blocker.field !== 'attachmentIds',
  );
}

function templateOf({ id, name, language }: GatheredTemplate, text: string): NonNullable<Preflight['template']> {
  return { id, name, language, text };
}

function attachmentsOf(gathered: Gathered, facts: Facts): Preflight['attachments'] {
  return gathered.attachmentIds.flatMap((id) => {
    const fact = facts.attachments.find((one) => one.id === id && one.uploaderId === gathered.agent.id);
    if (!fact) return [];
    const { fileName, contentType, size } = fact;
    return [
      { id, fileName, contentType, size, becomes: 'media' as const, explanation: 'Sent as a picture with the message' },
    ];
  });
}
