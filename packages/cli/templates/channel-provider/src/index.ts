import { ChannelProvider, definePlugin } from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';
import { MyPluginProvider } from './my-plugin-provider.js';

export default definePlugin({
  id: 'my-plugin',
  config: MyPluginConfig,
  register({ contribute }) {
    contribute(ChannelProvider, MyPluginProvider);
  },
});
