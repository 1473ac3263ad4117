import { definePlugin, RecipientValidator } from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';
import { MyPluginValidation } from './my-plugin-validation.js';

export default definePlugin({
  id: 'my-plugin',
  config: MyPluginConfig,
  register({ contribute }) {
    contribute(RecipientValidator, MyPluginValidation);
  },
});
