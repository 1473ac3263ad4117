import { ChannelProvider, definePlugin } from '@hailpoint/kernel';
import { SmsVonageConfig } from './sms-vonage-config.js';
import { VonageSmsProvider } from './vonage-sms-provider.js';

export { ForeignChannelError } from './foreign-channel-error.js';
export { InvalidVonageWebhookError } from './invalid-vonage-webhook-error.js';
export { VonagePaceConfig, VonageSenderConfig } from './sms-vonage-config.js';
export { type VonageError, vonageErrorOf, vonageErrors } from './vonage-errors.js';
export { VonageOutcomeUnknownError } from './vonage-outcome-unknown-error.js';
export { SmsVonageConfig, VonageSmsProvider };

export default definePlugin({
  id: 'sms-vonage',
  config: SmsVonageConfig,
  register({ contribute }) {
    contribute(ChannelProvider, VonageSmsProvider);
  },
});
