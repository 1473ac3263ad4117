import { definePlugin, VirtualAgent } from '@hailpoint/kernel';
import { MyPluginAgent } from './my-plugin-agent.js';
import { MyPluginConfig } from './my-plugin-config.js';

export default definePlugin({
  id: 'my-plugin',
  config: MyPluginConfig,
  register({ contribute }) {
    contribute(VirtualAgent, MyPluginAgent);
  },
});
