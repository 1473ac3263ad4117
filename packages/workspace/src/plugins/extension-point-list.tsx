import { useExtensionPoints } from '../api/admin.js';
import type { ExtensionPoint } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Card } from '../theme/card.js';
import { Tag } from '../theme/tag.js';
import classes from './admin.module.css';

const dispatchWords: Record<ExtensionPoint['dispatch'], string> = {
  first: 'The first that applies answers',
  pipeline: 'Each gets what the one before made of it',
  veto: 'All are asked; one “no” is enough',
  keyed: 'Asked by name',
};

const failureWords: Record<ExtensionPoint['failurePolicy'], string> = {
  skip: 'one that fails is skipped, with a warning',
  refuse: 'one that fails counts as a refusal',
  caller: 'the caller decides what a failure means',
};

/** Extension points with their contributions, in the order in which they are asked. */
export function ExtensionPointList() {
  const points = useExtensionPoints();
  if (points.isPending) return null;
  if (points.isError) return <LoadFailed error={points.error} onRetry={() => void points.refetch()} />;
  return (
    <Card flush title="Extension points">
      <ul className={classes.plugins}>
        {points.data.items.map(({ id, version, dispatch, failurePolicy, deadlineMs, contributions }) => (
          <li key={id}>
            <div className={classes.pluginHead}>
              <h3 className={classes.pluginName}>{id}</h3>
              <Tag>version {version}</Tag>
            </div>
            <p className={classes.text}>
              <span className="muted">
                {dispatchWords[dispatch]}; {failureWords[failurePolicy]}. Each has {deadlineMs / 1000} s.
              </span>
            </p>
            {contributions.length === 0 ? (
              <p className={classes.text}>Nobody contributes to it.</p>
            ) : (
              <ol className={classes.contributions}>
                {contributions.map(({ plugin, contribution, order, circuit }) => (
                  <li key={`${plugin} ${contribution}`}>
                    <span className="number">{order}</span> <strong>{contribution}</strong>{' '}
                    <span className="muted">of {plugin}</span>
                    {circuit === 'closed' ? null : <Tag tone="warn">paused after failures</Tag>}
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
