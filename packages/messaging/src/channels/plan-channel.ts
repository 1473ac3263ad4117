import type { Store } from '@hailpoint/store';
import type { ChannelConfiguration, ChannelConfigurationInput, ChannelPlan } from '../model/channel-configuration.js';
import { countWords } from '../text/count-words.js';

interface Counts {
  readonly conversations: string;
  readonly queued: string;
  readonly scheduled: string;
}

/** What a change of a channel configuration means for what is under way, in numbers and in words. Changes nothing. */
export async function planChannel(
  store: Pick<Store, 'execute'>,
  present: ChannelConfiguration | null,
  channel: string,
  input: ChannelConfigurationInput,
): Promise<ChannelPlan> {
  const [counts] = await store.execute<Counts>(
    {
      name: 'channel-plan',
      text: `SELECT (SELECT count(*) FROM interactions WHERE type = 'messaging' AND channel = $1
                        AND state NOT IN ('closed_complete', 'closed_abandoned')) AS conversations,
                    (SELECT count(*) FROM messages WHERE channel = $1 AND state = 'queued') AS queued,
                    (SELECT count(*) FROM scheduled_messages WHERE channel = $1 AND state = 'scheduled') AS scheduled`,
    },
    [channel],
  );
  const openConversations = Number(counts?.conversations ?? 0);
  const queuedMessages = Number(counts?.queued ?? 0);
  const scheduledMessages = Number(counts?.scheduled ?? 0);
  const name = present?.name ?? channel;
  const turns = (field: keyof ChannelConfigurationInput) =>
    input[field] !== undefined && input[field] !== (present?.[field] ?? undefined) ? input[field] : null;
  const consequences: string[] = [];
  if (turns('active') === false) {
    consequences.push(`Agents can neither start conversations on ${name} nor answer in them.`);
    if (openConversations > 0) {
      const they = countWords(openConversations, 'conversation stays', 'conversations stay');
      consequences.push(`${they} open: what customers write is still taken.`);
    }
    if (queuedMessages > 0) {
      const they = countWords(queuedMessages, 'message that is queued is', 'messages that are queued are');
      consequences.push(`${they} still sent.`);
    }
    if (scheduledMessages > 0) {
      const they = countWords(scheduledMessages, 'scheduled message needs', 'scheduled messages need');
      consequences.push(`${they} attention at its moment, if the channel is still off then.`);
    }
  }
  if (turns('active') === true) consequences.push(`Agents can start conversations on ${name}.`);
  if (turns('checkActiveRecipientProfile') === true) {
    consequences.push(
      'Only numbers with an active profile can be written to; all others are refused, with the reason.',
    );
  }
  if (turns('requireOptIn') === true) {
    consequences.push('Only people who opted in can be written to; what is queued already is still sent.');
  }
  if (turns('manualRecipientEntry') === false) {
    consequences.push('Agents can write only to addresses that stand in the record.');
  }
  return { channel, openConversations, queuedMessages, scheduledMessages, consequences };
}
