import type { VirtualAgentReport } from '../api/types.js';
import { TimeAgo } from '../shell/time-ago.js';
import { Notice } from '../theme/notice.js';
import classes from './thread.module.css';
import { reportTitle } from './virtual-agent-words.js';

/** What the virtual agent leaves to whoever goes on: why it stopped, and what the customer told it. */
export function VirtualAgentNotes({ report }: { report: VirtualAgentReport }) {
  const title = reportTitle(report);
  if (title === null) return null;
  const { collected, stopped } = report;
  // "Failed" says all of it in the title.
  const reason = stopped !== null && stopped.why === 'handed_off' ? stopped.reason : null;
  return (
    <div className={classes.notes} data-testid="virtual-agent-notes">
      <Notice tone={stopped?.why === 'failed' ? 'warn' : 'info'} title={title}>
        {reason !== null ? <div>{reason}</div> : null}
        {collected.length > 0 ? (
          <dl className={classes.collected}>
            {collected.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
        {stopped !== null ? (
          <div className="small">
            <TimeAgo time={stopped.at} />
          </div>
        ) : null}
      </Notice>
    </div>
  );
}
