import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { findSender } from '../providers/find-sender.js';
import { templatesOfSender } from '../providers/templates-of-sender.js';
import { askAvailability } from './ask-availability.js';
import { fallbackCountries } from './fallback-countries.js';
import { mayATemplateGo } from './may-a-template-go.js';
import { readCustomer } from './read-customer.js';

/** Milliseconds until policies that say no without naming a time are asked again. */
const againMs = 5 * 60_000;

/** A conversation into which something is to be sent that no agent is looking at. */
export interface ConversationToSendInto {
  readonly id: string;
  readonly channel: string;
  readonly sender_id: string;
  readonly recipient_id: string;
  /** When the customer last wrote to this sender, in whichever conversation. */
  readonly last_inbound_at: Date | null;
  /** Id of the template that is to be sent; `null`: free text. */
  readonly template_id: string | null;
}

export interface NotNow {
  /** When to ask again. */
  readonly until: Date;
  /** Of the policies, in their words; `null`: the sender is not configured at present. */
  readonly reason: string | null;
  /** Free text may not go any more, by the policies' own answers, and a template may: waiting does not help. The code of the policy. */
  readonly templateOnly: string | null;
  /** `false`: of those who refused one failed or was late, and may say otherwise the next time. */
  readonly answered: boolean;
  /** A refusal that names no end, as that of an hour does. The code of the policy. */
  readonly endless: string | null;
}

/** `null`: a text to the customer may go out now. Never inside a transaction: it asks plugins. */
export async function whenItMayGo(
  store: Pick<Store, 'execute'>,
  points: Pick<ExtensionPoints, 'contributions' | 'veto'>,
  conversation: ConversationToSendInto,
  defaultCountry: string | undefined,
  now: Date,
): Promise<NotNow | null> {
  const { channel, sender_id: senderId, recipient_id: recipientId, template_id: template } = conversation;
  const later = new Date(now.getTime() + againMs);
  const found = findSender(points, channel, senderId);
  if (!found) return { until: later, reason: null, templateOnly: null, answered: false, endless: null };
  const { sender } = found;
  const question = {
    channel,
    at: now,
    sender: { id: sender.id, address: sender.address },
    recipientId,
    person: await readCustomer(store, conversation),
    fallback: fallbackCountries(sender, defaultCountry),
    lastInboundAt: conversation.last_inbound_at,
  };
  const answer = await askAvailability(points, { ...question, template });
  const { reasons } = answer;
  if (reasons.length === 0) return null;
  const times = reasons.map(({ until }) => (until ? new Date(until) : later));
  const until = times.reduce((latest, time) => (time > latest ? time : latest), now);
  const instead = template === null && (await mayATemplateGo(points, question, answer, templatesOfSender(found)));
  return {
    until,
    reason: reasons.map(({ reason }) => reason).join(' '),
    templateOnly: instead ? reasons[0]!.code : null,
    answered: answer.answered,
    endless: reasons.find((one) => one.until === undefined)?.code ?? null,
  };
}
