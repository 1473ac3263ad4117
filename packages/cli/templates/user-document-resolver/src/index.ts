import { definePlugin, UserDocumentResolver } from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';
import { MyPluginUserDocument } from './my-plugin-user-document.js';

export default definePlugin({
  id: 'my-plugin',
  config: MyPluginConfig,
  register({ contribute }) {
    contribute(UserDocumentResolver, MyPluginUserDocument);
  },
});
