import { AvailabilityPolicy, ChannelProvider, definePlugin } from '@hailpoint/kernel';
import { CustomerServiceWindow } from './customer-service-window.js';
import { WhatsAppCloudConfig } from './whatsapp-cloud-config.js';
import { WhatsAppCloudProvider } from './whatsapp-cloud-provider.js';

export { ForeignMediaError } from './foreign-media-error.js';
export { type GraphError, graphErrorOf, graphErrors } from './graph-errors.js';
export { InvalidNotificationError } from './invalid-notification-error.js';
export { MediaUnavailableError } from './media-unavailable-error.js';
export { WhatsAppOutcomeUnknownError } from './whatsapp-outcome-unknown-error.js';
export { CustomerServiceWindow, WhatsAppCloudConfig, WhatsAppCloudProvider };

export default definePlugin({
  id: 'whatsapp-cloud',
  config: WhatsAppCloudConfig,
  register({ contribute }) {
    contribute(ChannelProvider, WhatsAppCloudProvider);
    contribute(AvailabilityPolicy, CustomerServiceWindow);
  },
});
