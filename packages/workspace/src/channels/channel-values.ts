import type { ChannelChange } from '../api/admin.js';
import type { ChannelConfiguration } from '../api/types.js';

/** What an administrator sets of a channel. */
export type ChannelValues = Pick<
  ChannelConfiguration,
  'active' | 'order' | 'checkActiveRecipientProfile' | 'manualRecipientEntry' | 'requireOptIn'
>;

/** By channel: what was edited and is not saved. */
export type EditedChannels = Readonly<Record<string, Partial<ChannelValues>>>;

export function valuesOf(channel: ChannelConfiguration): ChannelValues {
  const { active, order, checkActiveRecipientProfile, manualRecipientEntry, requireOptIn } = channel;
  return { active, order, checkActiveRecipientProfile, manualRecipientEntry, requireOptIn };
}

/** As they would be, in their order. */
export function editedChannels(
  channels: readonly ChannelConfiguration[],
  edited: EditedChannels,
): readonly ChannelConfiguration[] {
  return channels
    .map((channel) => ({ ...channel, ...edited[channel.channel] }))
    .sort((a, b) => a.order - b.order || (a.channel < b.channel ? -1 : 1));
}

/** What has to be saved: of each channel only what differs. */
export function changesOf(channels: readonly ChannelConfiguration[], edited: EditedChannels): ChannelChange[] {
  return channels.flatMap((channel) => {
    const present = valuesOf(channel);
    const values = Object.fromEntries(
      Object.entries(edited[channel.channel] ?? {}).filter(
        ([name, value]) => value !== present[name as keyof ChannelValues],
      ),
    );
    return Object.keys(values).length > 0 ? [{ channel: channel.channel, values }] : [];
  });
}

/** What brings back what held before. What was not set here before is taken back. */
export function undoOf(before: readonly ChannelConfiguration[], changes: readonly ChannelChange[]): ChannelChange[] {
  return before.flatMap((channel): ChannelChange[] => {
    const change = changes.find((one) => one.channel === channel.channel);
    if (change === undefined) return [];
    if (channel.origin !== 'override') return [{ channel: channel.channel, reset: true }];
    const present = valuesOf(channel);
    const names = 'reset' in change ? Object.keys(present) : Object.keys(change.values);
    return [
      {
        channel: channel.channel,
        values: Object.fromEntries(names.map((name) => [name, present[name as keyof ChannelValues]])),
      },
    ];
  });
}
