import { Loader } from '@mantine/core';
import { IconPlugX } from '@tabler/icons-react';
import { usePlugins } from '../api/plugins.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import { PluginItem } from './plugin-item.js';
import classes from './plugins.module.css';
import type { PluginChanging } from './use-plugin-change.js';

export function PluginList({ onAsk }: { onAsk: PluginChanging['ask'] }) {
  const plugins = usePlugins();
  if (plugins.isPending) return <Loader role="img" aria-label="Loading plugins" />;
  if (plugins.isError) return <LoadFailed error={plugins.error} onRetry={() => void plugins.refetch()} />;
  const { items } = plugins.data;
  if (items.length === 0) {
    return (
      <Card label="Plugins">
        <EmptyState icon={<IconPlugX size={24} stroke={1.6} />} title="No plugin is configured">
          List packages under "plugins" in hailpoint.yaml. Without any, no message can be composed.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card flush label="Plugins">
      <ul className={classes.items}>
        {items.map((plugin) => (
          <PluginItem key={`${plugin.id} ${plugin.package}`} plugin={plugin} onAsk={onAsk} />
        ))}
      </ul>
    </Card>
  );
}
