import {
  AvailabilityPolicy,
  ChannelProvider,
  ConversationPolicy,
  RecipientValidator,
  UserDocumentResolver,
  VirtualAgent,
} from '@hailpoint/kernel';
import type { ChangePlan, ExtensionPoints } from '@hailpoint/kernel/host';
import type { PluginImpact } from '../model/plugin-administration.js';
import { maximumAgeMs } from '../providers/maximum-age-ms.js';
import { countWords } from '../text/count-words.js';

/** Points that nobody answers for any more, and what that means. */
const whenNobodyIsLeft = [
  [
    UserDocumentResolver,
    'Nothing says any more who the recipient of a record is: agents can only enter a recipient by hand, where the channel allows it.',
  ],
  [
    RecipientValidator,
    'Nothing checks addresses any more: every recipient is refused, and no message can be composed.',
  ],
  [ConversationPolicy, 'Nothing decides about running conversations any more: no message can be sent.'],
] as const;

/** What a change means, in sentences for the administrator. */
export function consequencesOf(
  { changes }: ChangePlan,
  impact: PluginImpact,
  points: Pick<ExtensionPoints, 'contributions'>,
): readonly string[] {
  const leaving = new Set(changes.filter(({ leaves }) => leaves).map(({ id }) => id));
  const words: string[] = [];
  const here = changes.filter(({ leaves, action }) => leaves && action === 'update').map(({ id }) => id);
  if (here.length > 0) {
    words.push(`${here.join(', ')} does not run on this node; nodes on which it does stop using it.`);
  }
  const renewed = changes.filter(({ action, contributes }) => {
    return action === 'reconfigure' && contributes.includes(ChannelProvider.id);
  });
  for (const { id } of renewed) {
    words.push(`What ${id} has in hand goes on as far as its new settings still list the sender; other messages wait.`);
  }
  const { senders, channels } = impact;
  if (senders.length > 0) {
    words.push(
      `Nothing is sent any more from ${senders.map(({ name, channel }) => `${name} (${channel})`).join(', ')}.`,
    );
  }
  if (channels.length > 0) {
    words.push(`Nothing else carries ${channels.join(', ')}: agents cannot start conversations there.`);
  }
  if (impact.openConversations > 0) {
    const they = countWords(impact.openConversations, 'conversation stays', 'conversations stay');
    words.push(`${they} open: what customers write is still taken; agents cannot answer on these senders.`);
  }
  if (impact.queuedMessages > 0) {
    const ages = points
      .contributions(ChannelProvider)
      .filter(({ plugin }) => leaving.has(plugin))
      .map(({ instance }) => maximumAgeMs(instance));
    const they = countWords(impact.queuedMessages, 'queued message waits', 'queued messages wait');
    words.push(
      `${they}, and will be sent if the plugin is switched on again in time; what is older than ${ageWords(ages)} then fails as expired.`,
    );
  }
  if (impact.messagesUnderWay > 0) {
    const they = countWords(impact.messagesUnderWay, 'message is', 'messages are');
    words.push(`${they} under way: receipts are still taken, and the carrier is still asked.`);
  }
  if (impact.scheduledMessages > 0) {
    const they = countWords(impact.scheduledMessages, 'scheduled message needs', 'scheduled messages need');
    words.push(`${they} attention at its moment, if the plugin is still off then.`);
  }
  if (impact.virtualAgentConversations > 0) {
    const they = countWords(impact.virtualAgentConversations, 'conversation is', 'conversations are');
    words.push(`${they} with this virtual agent: customers get no answer until another one, or an agent, takes over.`);
  }
  for (const [point, sentence] of whenNobodyIsLeft) {
    const all = points.contributions(point as never);
    if (all.some(({ plugin }) => leaving.has(plugin)) && all.every(({ plugin }) => leaving.has(plugin))) {
      words.push(sentence);
    }
  }
  const policies = points.contributions(AvailabilityPolicy).filter(({ plugin }) => leaving.has(plugin));
  for (const { plugin } of policies)
    words.push(`The rules of ${plugin} do not hold any more: what it refused goes out.`);
  if (
    impact.virtualAgentConversations === 0 &&
    points.contributions(VirtualAgent).some(({ plugin }) => leaving.has(plugin))
  ) {
    words.push('New conversations of customers are not taken by this virtual agent any more.');
  }
  return words;
}

function ageWords(ages: readonly number[]): string {
  const hours = [...new Set(ages.map((ms) => Math.round(ms / 3_600_000)))];
  return hours.length === 1 ? countWords(hours[0] as number, 'hour', 'hours') : "its channel's maximum age";
}
