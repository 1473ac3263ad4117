import { ChannelProvider, definePlugin } from '@hailpoint/kernel';
import { SimulatedCarrier } from './simulated-carrier.js';
import { SimulatorSmsProvider } from './simulator-sms-provider.js';
import { SmsSimulatorConfig } from './sms-simulator-config.js';

export { CarrierHistoryUnavailableError } from './carrier-history-unavailable-error.js';
export { CarrierOutcomeUnknownError } from './carrier-outcome-unknown-error.js';
export { ForeignMediaError } from './foreign-media-error.js';
export { InvalidCallbackError } from './invalid-callback-error.js';
export { MediaUnavailableError } from './media-unavailable-error.js';
export { SimulatorSenderConfig } from './sms-simulator-config.js';
export { SimulatedCarrier, SimulatorSmsProvider, SmsSimulatorConfig };

export default definePlugin({
  id: 'sms-simulator',
  config: SmsSimulatorConfig,
  register({ contribute, provide }) {
    provide(SimulatedCarrier);
    contribute(ChannelProvider, SimulatorSmsProvider);
  },
});
