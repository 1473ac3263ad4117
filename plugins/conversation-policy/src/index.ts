import { ConversationPolicy, definePlugin } from '@hailpoint/kernel';
import { DefaultConversationPolicy } from './default-conversation-policy.js';

export { DefaultConversationPolicy };

export default definePlugin({
  id: 'conversation-policy',
  register({ contribute }) {
    contribute(ConversationPolicy, DefaultConversationPolicy);
  },
});
