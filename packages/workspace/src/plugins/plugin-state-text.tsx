import { Link } from 'react-router';
import type { Plugin } from '../api/types.js';
import { TimeAgo } from '../shell/time-ago.js';
import { pluginStanding } from './plugin-standing.js';
import classes from './plugins.module.css';

/** What the word for its state does not say: since when it is off, what degraded means. */
export function PluginStateText({ plugin }: { plugin: Plugin }) {
  const { state, degraded, held, offSince } = plugin;
  const { text } = pluginStanding(plugin);
  const since = state === 'off' || state === 'listening' ? offSince : null;
  if (text === null && since === null) return null;
  return (
    <p className={classes.text}>
      {text}{' '}
      {held ? (
        <>
          Since <TimeAgo time={held.since} />.{' '}
        </>
      ) : null}
      {since ? (
        <>
          Off since <TimeAgo time={since} />.
        </>
      ) : null}
      {state === 'started' && degraded ? (
        <Link to="/admin/extension-points">See which contribution and why</Link>
      ) : null}
    </p>
  );
}
