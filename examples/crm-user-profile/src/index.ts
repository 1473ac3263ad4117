import { definePlugin, UserDocumentResolver } from '@hailpoint/kernel';
import { CrmClient } from './crm-client.js';
import { CrmConfig } from './crm-config.js';
import { CrmUserDocument } from './crm-user-document.js';

export default definePlugin<CrmConfig>({
  id: 'crm-user-profile',
  config: CrmConfig,
  register({ contribute, provide }) {
    provide(CrmClient);
    contribute(UserDocumentResolver, CrmUserDocument);
  },
});
