import { definePlugin, VirtualAgent } from '@hailpoint/kernel';
import { MenuVirtualAgent } from './menu-virtual-agent.js';
import { VirtualAgentMenuConfig } from './virtual-agent-menu-config.js';

export { CollectConfig, HandOffConfig, MenuConfig, OptionConfig } from './menu-config.js';
export { MenuVirtualAgent, VirtualAgentMenuConfig };

export default definePlugin({
  id: 'virtual-agent-menu',
  config: VirtualAgentMenuConfig,
  register({ contribute }) {
    contribute(VirtualAgent, MenuVirtualAgent);
  },
});
