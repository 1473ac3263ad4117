import type { Plugin } from '../api/types.js';
import { Tag } from '../theme/tag.js';
import { pluginStanding } from './plugin-standing.js';

export function PluginState({ plugin }: { plugin: Plugin }) {
  const { words, tone } = pluginStanding(plugin);
  return <Tag tone={tone}>{words}</Tag>;
}
