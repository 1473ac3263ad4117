import { Link } from 'react-router';
import type { Plugin } from '../api/types.js';
import { Card } from '../theme/card.js';
import { conformanceWords } from './conformance-words.js';
import { PluginProblem } from './plugin-problem.js';
import { originWords } from './plugin-standing.js';
import { PluginStateText } from './plugin-state-text.js';
import classes from './plugins.module.css';
import { msWords } from './point-words.js';
import type { PluginChanging } from './use-plugin-change.js';

interface PluginFactsProps {
  plugin: Plugin;
  onAsk: PluginChanging['ask'];
}

/** What it is, what it brings, and what is wrong with it. */
export function PluginFacts({ plugin, onAsk }: PluginFactsProps) {
  const { package: source, version, enabled, origin, contributes, contributions } = plugin;
  const { state, startedInMs, inFlight, conformance } = plugin;
  const idle = contributes.filter((point) => contributions.every((one) => one.point !== point));
  return (
    <Card title="About">
      <div className={classes.stacked}>
        <PluginStateText plugin={plugin} />
        <PluginProblem plugin={plugin} onAsk={onAsk} />
        <dl className={classes.facts}>
          <div>
            <dt>Switch</dt>
            <dd>
              {enabled ? 'On' : 'Off'} ({originWords[origin.enabled]})
            </dd>
          </div>
          <div>
            <dt>Package</dt>
            <dd>{source}</dd>
          </div>
          <div>
            <dt>Version</dt>
            <dd>{version ?? 'not known'}</dd>
          </div>
          {state === 'started' ? (
            <>
              <div>
                <dt>Its start took</dt>
                <dd>{msWords(startedInMs)}</dd>
              </div>
              <div>
                <dt>Calls at present</dt>
                <dd className="number">{inFlight}</dd>
              </div>
            </>
          ) : null}
          <div>
            <dt>Conformance</dt>
            <dd>
              {conformanceWords(conformance)}
              {conformance && conformance.failed.length > 0 ? (
                <ul className={classes.rules} aria-label="Rules that it does not keep">
                  {conformance.failed.map(({ point, rule, why }) => (
                    <li key={point + rule}>
                      <code>{rule}</code> ({point}): {why}
                    </li>
                  ))}
                </ul>
              ) : null}
            </dd>
          </div>
          <div>
            <dt>Contributes</dt>
            <dd>
              {contributions.map(({ point, name }) => (
                <span key={point + name} className={classes.contribution}>
                  <Link to={`/admin/extension-points#${point}`}>{point}</Link>: {name}
                </span>
              ))}
              {idle.map((point) => (
                <span key={point} className={classes.contribution}>
                  <Link to={`/admin/extension-points#${point}`}>{point}</Link> {enabled ? '' : 'when it is on'}
                </span>
              ))}
              {contributions.length + idle.length === 0 ? 'nothing that is known' : null}
            </dd>
          </div>
        </dl>
      </div>
    </Card>
  );
}
