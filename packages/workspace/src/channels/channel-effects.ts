import type { ChannelConfiguration, ChannelPlan } from '../api/types.js';

/** What agents see in Compose Message, in their order. */
export function offeredWords(channels: readonly ChannelConfiguration[]): string {
  const names = channels.filter(({ active, plugins }) => active && plugins.length > 0).map(({ name }) => name);
  return names.length === 0
    ? 'Agents will see no channel: no message can be composed.'
    : `Agents will see ${names.join(', then ')}.`;
}

/** What a change means for agents and for what is under way, one sentence each. Both lists in their orders. */
export function channelEffects(
  before: readonly ChannelConfiguration[],
  after: readonly ChannelConfiguration[],
  plans: readonly ChannelPlan[] = [],
): readonly string[] {
  return [
    offeredWords(after),
    ...after.flatMap((now) => {
      const then = before.find(({ channel }) => channel === now.channel);
      const plan = plans.find(({ channel }) => channel === now.channel);
      const isSwitchedOff = then?.active === true && !now.active;
      return then === undefined ? [] : [...effectsOn(then, now), ...(plan && isSwitchedOff ? waitingWords(plan) : [])];
    }),
  ];
}

/** What becomes of what a channel that is switched off has in hand. */
function waitingWords({ openConversations, queuedMessages, scheduledMessages }: ChannelPlan): readonly string[] {
  const counted: [number, string, string][] = [
    [openConversations, 'conversation stays open', 'conversations stay open'],
    [queuedMessages, 'message that is queued is still sent', 'messages that are queued are still sent'],
    [
      scheduledMessages,
      'scheduled message needs attention at its moment, if the channel is still off then',
      'scheduled messages need attention at their moments, if the channel is still off then',
    ],
  ];
  return counted.flatMap(([count, one, several]) =>
    count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : several}.`],
  );
}

function effectsOn(then: ChannelConfiguration, now: ChannelConfiguration): readonly string[] {
  const { name, plugins } = now;
  const switched = (field: 'active' | 'checkActiveRecipientProfile' | 'manualRecipientEntry' | 'requireOptIn') =>
    now[field] === then[field] ? null : now[field];
  const words: Readonly<Record<string, readonly [boolean | null, string, string]>> = {
    active: [
      switched('active'),
      plugins.length > 0
        ? `Agents can start conversations on ${name}.`
        : `${name} is on, but no plugin that is switched on carries it: agents will not see it.`,
      `Agents cannot start conversations on ${name}, and cannot answer in those that go on. What customers write is still taken.`,
    ],
    profile: [
      switched('checkActiveRecipientProfile'),
      `On ${name} agents can write only to numbers with an active profile.`,
      `On ${name} agents can write to numbers without an active profile, too.`,
    ],
    manual: [
      switched('manualRecipientEntry'),
      `On ${name} agents can enter a number by hand.`,
      `On ${name} agents can choose only from the numbers of the record.`,
    ],
    optIn: [
      switched('requireOptIn'),
      `On ${name} agents can write only to people who opted in.`,
      `On ${name} agents can write to everybody who has not opted out.`,
    ],
  };
  return Object.values(words).flatMap(([value, on, off]) => (value === null ? [] : [value ? on : off]));
}
