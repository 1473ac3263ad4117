import { Loader } from '@mantine/core';
import { usePlugins } from '../api/admin.js';
import type { Plugin } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Card } from '../theme/card.js';
import { Notice } from '../theme/notice.js';
import { Tag, type Tone } from '../theme/tag.js';
import classes from './admin.module.css';

const states: Record<Plugin['state'], { words: string; tone: Tone }> = {
  started: { words: 'Running', tone: 'good' },
  off: { words: 'Off', tone: 'neutral' },
  failed: { words: 'Failed', tone: 'bad' },
  stopping: { words: 'Stopping', tone: 'warn' },
  stopped: { words: 'Stopped', tone: 'neutral' },
};

export function PluginList() {
  const plugins = usePlugins();
  if (plugins.isPending) return <Loader role="img" aria-label="Loading plugins" />;
  if (plugins.isError) return <LoadFailed error={plugins.error} onRetry={() => void plugins.refetch()} />;
  return (
    <Card flush title="Plugins">
      <ul className={classes.plugins}>
        {plugins.data.items.map((plugin) => (
          <PluginItem key={`${plugin.id} ${plugin.package}`} plugin={plugin} />
        ))}
      </ul>
    </Card>
  );
}

function PluginItem({ plugin }: { plugin: Plugin }) {
  const { id, package: source, version, description, state, order, origin, contributions, problem } = plugin;
  return (
    <li data-testid={`plugin-${id}`}>
      <div className={classes.pluginHead}>
        <h3 className={classes.pluginName}>{id}</h3>
        <Tag tone={states[state].tone}>{states[state].words}</Tag>
        <span className="muted small">
          {source}
          {version ? ` ${version}` : ''}
        </span>
      </div>
      {description ? <p className={classes.text}>{description}</p> : null}
      <p className={classes.text}>
        {contributions.length > 0 ? (
          contributions.map(({ point, name }) => (
            <code key={point + name} className={classes.code}>
              {point}: {name}
            </code>
          ))
        ) : (
          <span className="muted small">Contributes nothing at present. </span>
        )}
        <span className="muted small">
          Order {order} (from {origin.order})
        </span>
      </p>
      {problem ? (
        <div className={classes.trouble}>
          <Notice tone="bad" title={problem.what}>
            {problem.why} {problem.fix}
          </Notice>
        </div>
      ) : null}
    </li>
  );
}
