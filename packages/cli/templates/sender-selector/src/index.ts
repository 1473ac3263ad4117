import { definePlugin, SenderSelector } from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';
import { MyPluginSelector } from './my-plugin-selector.js';

export default definePlugin({
  id: 'my-plugin',
  config: MyPluginConfig,
  register({ contribute }) {
    contribute(SenderSelector, MyPluginSelector);
  },
});
