import { AvailabilityPolicy, definePlugin } from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';
import { MyPluginPolicy } from './my-plugin-policy.js';

export default definePlugin({
  id: 'my-plugin',
  config: MyPluginConfig,
  register({ contribute }) {
    contribute(AvailabilityPolicy, MyPluginPolicy);
  },
});
