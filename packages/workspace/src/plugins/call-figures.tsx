import type { Contribution } from '../api/types.js';
import { TimeAgo } from '../shell/time-ago.js';
import classes from './plugins.module.css';
import { failureWords, msWords } from './point-words.js';

/** What became of the calls of a contribution, since it was started on this node. */
export function CallFigures({ calls }: { calls: Contribution['calls'] }) {
  const { answered, failed, late, blocked, averageMs, slowestMs, lastFailure } = calls;
  if (answered + failed + late === 0) return <p className={`${classes.text} muted`}>Not asked yet.</p>;
  const figures: [string, string][] = [
    ['Answered', answered.toLocaleString('en')],
    ['Failed', failed.toLocaleString('en')],
    ['Late', late.toLocaleString('en')],
    ['Kept others waiting', blocked.toLocaleString('en')],
    ['Average', msWords(averageMs)],
    ['Slowest', msWords(slowestMs)],
  ];
  return (
    <dl className={classes.facts}>
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
      <div>
        <dt>Last failure</dt>
        <dd>
          {lastFailure ? (
            <>
              <TimeAgo time={lastFailure.at} />: {failureWords(lastFailure)}
            </>
          ) : (
            'none'
          )}
        </dd>
      </div>
    </dl>
  );
}
