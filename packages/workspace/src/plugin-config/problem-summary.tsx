import type { Ref } from 'react';
import { Notice } from '../theme/notice.js';
import classes from './config.module.css';
import type { ConfigProblem } from './config-problems.js';

interface ProblemSummaryProps {
  problems: readonly ConfigProblem[];
  ref: Ref<HTMLDivElement>;
}

/** All that is wrong, in one place; takes the focus when something is. */
export function ProblemSummary({ problems, ref }: ProblemSummaryProps) {
  return (
    <div ref={ref} tabIndex={-1} role="alert" className={classes.summary} data-testid="config-problems">
      {problems.length > 0 ? (
        <Notice tone="bad" title="Nothing was changed. This does not fit:">
          <ul>
            {problems.map(({ path, message }) => (
              <li key={path + message}>
                {path === '' ? null : <code>{path}</code>} {message}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}
