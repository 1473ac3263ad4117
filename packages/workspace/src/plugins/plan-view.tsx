import type { PluginPlan } from '../api/types.js';
import { Notice } from '../theme/notice.js';
import { actionWords, impactFigures, touchesNobody } from './plan-words.js';
import classes from './plugins.module.css';
import { ProblemNotice } from './problem-notice.js';

/** What a change would do: what starts and stops, whom it touches, what keeps it from being made. */
export function PlanView({ plan }: { plan: PluginPlan }) {
  const { actions, blocked } = plan;
  const problems = actions.flatMap(({ plugin, problem }) => (problem === null ? [] : [{ plugin, problem }]));
  return (
    <div className={classes.plan} data-testid="plan" data-blocked={blocked || undefined}>
      {problems.map(({ plugin, problem }) => (
        <ProblemNotice key={plugin} problem={problem} ready={blocked} />
      ))}
      {blocked ? <p>It cannot be done: everything stays as it is.</p> : <Effects plan={plan} />}
    </div>
  );
}

function Effects({ plan }: { plan: PluginPlan }) {
  const { actions, consequences, impact, restartRequired } = plan;
  const figures = impactFigures(impact);
  return (
    <>
      {restartRequired ? (
        <Notice tone="warn" title="A restart is needed">
          Only a new process can carry this out. Restart each node after the change.
        </Notice>
      ) : null}
      {actions.length > 0 ? (
        <ul className={classes.actions} aria-label="What happens">
          {actions.map(({ plugin, action }) => (
            <li key={plugin}>
              <strong>{plugin}</strong> {actionWords(action)}.
            </li>
          ))}
        </ul>
      ) : (
        <p>Nothing that runs changes.</p>
      )}
      {consequences.length > 0 ? (
        <ul className={classes.consequences} aria-label="What it means">
          {consequences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {figures.length > 0 ? (
        <dl className={classes.figures} aria-label="In numbers">
          {figures.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="number">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {touchesNobody(plan) ? <p className="muted">No open conversation and no waiting message is touched.</p> : null}
    </>
  );
}
