import { ChannelProvider, definePlugin } from '@hailpoint/kernel';
import { SmsTwilioConfig } from './sms-twilio-config.js';
import { TwilioSmsProvider } from './twilio-sms-provider.js';

export { ForeignMediaError } from './foreign-media-error.js';
export { InvalidTwilioCallbackError } from './invalid-twilio-callback-error.js';
export { MediaUnavailableError } from './media-unavailable-error.js';
export { TwilioMessagingServiceConfig, TwilioSenderConfig } from './sms-twilio-config.js';
export { type TwilioError, twilioErrorOf, twilioErrors } from './twilio-errors.js';
export { TwilioOutcomeUnknownError } from './twilio-outcome-unknown-error.js';
export { SmsTwilioConfig, TwilioSmsProvider };

export default definePlugin({
  id: 'sms-twilio',
  config: SmsTwilioConfig,
  register({ contribute }) {
    contribute(ChannelProvider, TwilioSmsProvider);
  },
});
