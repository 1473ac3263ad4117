import { MessagingError } from './messaging-error.js';

/** The configuration file forbids changes. */
export class ChannelLockedError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'channel_locked';

  constructor(channel: string) {
    super(
      `The configuration file locks the channel ${channel}. Change it there (channels.${channel}), or remove "locked: true", and restart.`,
    );
  }
}
