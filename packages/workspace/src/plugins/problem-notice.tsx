import type { ReactNode } from 'react';
import type { PluginProblem } from '../api/types.js';
import { Notice } from '../theme/notice.js';
import classes from './plugins.module.css';

interface ProblemNoticeProps {
  problem: PluginProblem;
  /** `false`: it is off, and this would keep it from starting. */
  ready?: boolean;
  /** What can be done here. */
  action?: ReactNode;
}

/** What is wrong with a plugin, why, and how it is mended. */
export function ProblemNotice({ problem, ready = true, action }: ProblemNoticeProps) {
  const { what, why, fix, restartRequired } = problem;
  return (
    <Notice tone={ready ? 'bad' : 'warn'} title={ready ? what : 'It cannot be switched on as it is'}>
      {ready ? null : <p className={classes.why}>{what}</p>}
      <p className={classes.why}>{why}</p>
      <p className={classes.why}>
        <strong>To mend it:</strong> {fix}
        {restartRequired ? ' A restart of the node is needed.' : ''}
      </p>
      {action ? <div className={classes.remedy}>{action}</div> : null}
    </Notice>
  );
}
