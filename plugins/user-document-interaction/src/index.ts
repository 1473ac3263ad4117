import { definePlugin, UserDocumentResolver } from '@hailpoint/kernel';
import { AgentMessagingInteractionUserDocument } from './agent-messaging-interaction-user-document.js';

export { AgentMessagingInteractionUserDocument };

export default definePlugin({
  id: 'user-document-interaction',
  register({ contribute }) {
    contribute(UserDocumentResolver, AgentMessagingInteractionUserDocument);
  },
});
