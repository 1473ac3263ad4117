import { useNodes } from '../api/plugins.js';
import { Notice } from '../theme/notice.js';
import { driftOf } from './node-words.js';
import classes from './plugins.module.css';

/** Says when the nodes do not agree, or one of them waits for a restart. Nothing while all is well. */
export function NodeNotice() {
  const nodes = useNodes();
  const drift = driftOf(nodes.data?.items ?? []);
  if (nodes.isError) {
    return (
      <Notice tone="warn" title="It is not known whether all nodes agree">
        {nodes.error.message}
      </Notice>
    );
  }
  if (drift.length === 0) return null;
  return (
    <div role="status" data-testid="drift">
      <Notice tone="warn" title={nodes.data?.items.length === 1 ? 'This node needs a look' : 'The nodes do not agree'}>
        <ul className={classes.drift}>
          {drift.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
