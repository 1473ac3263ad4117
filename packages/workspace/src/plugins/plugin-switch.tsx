import { Switch } from '@mantine/core';
import type { Plugin } from '../api/types.js';
import type { PluginChanging } from './use-plugin-change.js';

interface PluginSwitchProps {
  plugin: Plugin;
  onAsk: PluginChanging['ask'];
}

/** On or off. Nothing is switched before its plan was seen. */
export function PluginSwitch({ plugin, onAsk }: PluginSwitchProps) {
  const { id, enabled, locked } = plugin;
  return (
    <Switch
      checked={enabled}
      disabled={locked}
      aria-label={`${id}: on`}
      label={enabled ? 'On' : 'Off'}
      labelPosition="left"
      onChange={() => onAsk({ steps: [{ plugin: id, change: { enabled: !enabled } }] })}
      data-testid={`plugin-switch-${id}`}
    />
  );
}
