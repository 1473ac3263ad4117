import { readConfiguration } from '@hailpoint/testkit';
import { VirtualAgentMenuConfig } from '../virtual-agent-menu-config.js';

/** A configuration as the host reads it from a file. @throws ConfigurationInvalidError */
export async function configure(raw: unknown): Promise<VirtualAgentMenuConfig> {
  const source = { raw, environment: {}, plugin: 'virtual-agent-menu' };
  const { value } = await readConfiguration<VirtualAgentMenuConfig>(source, VirtualAgentMenuConfig);
  return value;
}
