import { ChannelProvider, definePlugin } from '@hailpoint/kernel';
import { AcmeSmsConfig } from './acme-sms-config.js';
import { AcmeSmsProvider } from './acme-sms-provider.js';

export default definePlugin({
  id: 'acme-sms',
  config: AcmeSmsConfig,
  register({ contribute }) {
    contribute(ChannelProvider, AcmeSmsProvider);
  },
});
