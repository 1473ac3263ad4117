import type { MessagingSettings } from '../messaging.js';
import type { ChannelConfiguration, ChannelConfigurationInput, ConsentTexts } from '../model/channel-configuration.js';
import { channelName } from './channel-name.js';
import type { ChannelOverride } from './channel-override.js';

/** Of a channel that nobody configured. */
export const defaultChannel: Required<ChannelConfigurationInput> = {
  active: true,
  order: 100,
  checkActiveRecipientProfile: false,
  manualRecipientEntry: false,
  requireOptIn: false,
  consentTexts: {},
};

/**
 * The effective configurations: default < file < admin's override, in the admin's order and then by channel. Lists every channel that a
 * provider carries, and every one that is configured, carried or not. A locked channel keeps what the file says, whatever the database holds.
 */
export function mergeChannels(
  carried: ReadonlyMap<string, readonly string[]>,
  file: MessagingSettings['channels'],
  overrides: ReadonlyMap<string, ChannelOverride>,
): readonly ChannelConfiguration[] {
  const channels = new Set([...carried.keys(), ...Object.keys(file), ...overrides.keys()]);
  return [...channels]
    .map((channel): ChannelConfiguration => {
      const inFile = Object.hasOwn(file, channel) ? file[channel] : undefined;
      const locked = inFile?.locked === true;
      const override = locked ? undefined : overrides.get(channel);
      const value = (field: keyof ChannelConfigurationInput) =>
        override?.[field] ?? inFile?.[field] ?? defaultChannel[field];
      return {
        channel,
        name: channelName(channel),
        active: value('active') as boolean,
        order: value('order') as number,
        plugins: carried.get(channel) ?? [],
        checkActiveRecipientProfile: value('checkActiveRecipientProfile') as boolean,
        manualRecipientEntry: value('manualRecipientEntry') as boolean,
        requireOptIn: value('requireOptIn') as boolean,
        consentTexts: value('consentTexts') as ConsentTexts,
        origin: override ? 'override' : inFile ? 'file' : 'default',
        locked,
      };
    })
    .sort((a, b) => a.order - b.order || (a.channel < b.channel ? -1 : 1));
}
