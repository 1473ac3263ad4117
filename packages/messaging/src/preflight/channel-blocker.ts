import { channelName } from '../channels/channel-name.js';
import type { ChannelConfiguration } from '../model/channel-configuration.js';
import type { Blocker } from './gathered.js';

/** Why a channel cannot be used at all; `null`: it can. */
export function channelBlocker(channel: string, configuration: ChannelConfiguration | null): Blocker | null {
  if (!configuration) {
    const reason = `There is no channel ${channel.slice(0, 40)}. Choose one from the list.`;
    return { code: 'channel_unknown', reason, field: 'channel' };
  }
  if (!configuration.active) {
    const reason = `${configuration.name} is switched off for messages by agents. Choose another channel.`;
    return { code: 'channel_inactive', reason, field: 'channel' };
  }
  if (configuration.plugins.length === 0) {
    const reason = `No plugin that is switched on carries ${channelName(channel)}. Choose another channel.`;
    return { code: 'channel_not_carried', reason, field: 'channel' };
  }
  return null;
}
