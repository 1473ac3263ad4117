import { newId, type StoreTransaction } from '@hailpoint/store';
import { type InteractionRow, type InteractionViewContext, toInteraction } from '../interactions/interaction-view.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { Asked } from '../model/asked.js';
import type { PersonSummary } from '../model/interaction.js';
import type { PreflightPlan } from '../model/preflight.js';
import type { SendResult } from '../model/send-result.js';
import type { Decision } from '../preflight/decide.js';
import type { Facts, KnownUser } from '../preflight/facts.js';
import type { Gathered, GatheredRecipient, GatheredSender } from '../preflight/gathered.js';
import type { CarriedPlan } from '../preflight/plan-preview.js';
import { linkGuest } from '../profiles/link-guest.js';
import { appendMessage } from './append-message.js';
import { closeConversations } from './close-conversations.js';
import { createConversation } from './create-conversation.js';
import { linkAttachments } from './link-attachments.js';
import { messageViewOfSend } from './message-view-of-send.js';
import { settlePerson } from './settle-person.js';
import { settleProfile } from './settle-profile.js';
import { tellAssignees } from './tell-assignees.js';

/** A decision with nothing in its way. */
export interface SendToCarryOut {
  readonly gathered: Gathered & { readonly recipient: GatheredRecipient; readonly sender: GatheredSender };
  readonly facts: Facts;
  readonly decision: Decision & { readonly plan: CarriedPlan };
  readonly preview: PreflightPlan;
  readonly asked: Asked;
  readonly at: Date;
}

/** What the steps of a send hand on. */
export interface SendInProgress extends SendToCarryOut {
  readonly messageId: string;
  readonly user: KnownUser | null;
  readonly profileId: string;
}

/** Writes what was decided. Thin: everything that could be otherwise was decided before. */
export async function carryOut(
  transaction: StoreTransaction,
  live: LiveEventBus,
  send: SendToCarryOut,
  context: InteractionViewContext,
): Promise<SendResult> {
  const { gathered, facts, decision, preview, at } = send;
  const { plan } = decision;
  const user = await settlePerson(transaction, decision.recipient, gathered.personAddresses, at);
  const guests =
    user && preview.profile.action !== 'replaced' ? facts.conversations.filter(({ openedFor }) => !openedFor) : [];
  const profile = await settleProfile(transaction, live, {
    action: preview.profile.action,
    facts,
    user,
    channel: gathered.channel.channel,
    recipient: gathered.recipient,
    neededNow: plan.action === 'append' || guests.length > 0,
    by: gathered.agent.id,
    at,
  });
  if (user && (preview.profile.action === 'linked' || guests.length > 0)) {
    await linkGuest(transaction, profile.id, user.id, at);
  }

  const inProgress: SendInProgress = { ...send, messageId: newId(), user, profileId: profile.id };
  let row: InteractionRow;
  if (plan.action === 'create') {
    await closeConversations(transaction, plan.closes, gathered.agent.id, at);
    row = await createConversation(transaction, inProgress, plan, profile.written === 'later');
  } else {
    row = await appendMessage(transaction, inProgress, plan);
  }
  const attachments = await linkAttachments(transaction, inProgress);
  await tellAssignees(transaction, live, decision, gathered, facts, at);

  const closed = preview.closes.map(({ number }) => number);
  const touched = new Set([row.number, ...closed, ...guests.map(({ number }) => number)]);
  for (const number of touched) live.publishAfterCommit(transaction, { kind: 'interaction', number });
  for (const number of [row.number, ...closed]) live.publishAfterCommit(transaction, { kind: 'thread', number });
  const added: PersonSummary[] = preview.joinsLiveGroup ? [gathered.agent] : [];
  return {
    workflow: preview.workflow,
    interaction: toInteraction(row, context),
    message: messageViewOfSend(inProgress, row.number, attachments),
    closed,
    profile: {
      ...(profile.activated !== null && { activated: profile.activated }),
      ...(profile.deactivated !== null && { deactivated: profile.deactivated }),
    },
    liveGroup: { added },
    preflight: decision.preflight,
  };
}
