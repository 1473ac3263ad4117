import { useState } from 'react';
import { Link } from 'react-router';
import type { Contribution, ExtensionPoint, Plugin } from '../api/types.js';
import { Card } from '../theme/card.js';
import { Notice } from '../theme/notice.js';
import { Tag } from '../theme/tag.js';
import { CallFigures } from './call-figures.js';
import { MoveButtons } from './move-buttons.js';
import classes from './plugins.module.css';
import { pointMoves } from './point-moves.js';
import { orderWords, placeReason, pointWords } from './point-words.js';
import type { PluginChanging } from './use-plugin-change.js';

interface ExtensionPointCardProps {
  point: ExtensionPoint;
  plugins: readonly Plugin[];
  onAsk: PluginChanging['ask'];
}

/** An extension point with its contributions, in the order in which they are asked. */
export function ExtensionPointCard({ point, plugins, onAsk }: ExtensionPointCardProps) {
  const { id, version, contributions } = point;
  const [stuck, setStuck] = useState(false);
  const move = (from: number, to: number): void => {
    const steps = pointMoves(contributions, plugins, from, to);
    setStuck(steps === null);
    if (steps === null || steps.length === 0) return;
    const one = contributions[from] as Contribution;
    const wanted = contributions.toSpliced(from, 1).toSpliced(to, 0, one);
    onAsk({
      title: `Move ${one.contribution} ${to < from ? 'up' : 'down'}`,
      steps,
      effects: [orderWords(wanted.map(({ contribution }) => contribution))],
    });
  };
  return (
    <div id={id} className={classes.point} data-testid={`point-${id}`}>
      <Card title={id} action={<Tag>version {version}</Tag>}>
        <p className={classes.text}>{pointWords(point).join(' ')}</p>
        {stuck ? (
          <div role="status" className={classes.remedy}>
            <Notice tone="warn" title="It cannot be moved there">
              The configuration file locks the plugins on both sides. Change their order in the file.
            </Notice>
          </div>
        ) : null}
        {contributions.length === 0 ? (
          <p className={`${classes.nobody} muted`}>Nobody contributes to it at present.</p>
        ) : (
          <ol className={classes.contributions}>
            {contributions.map((one, index) => (
              <li key={`${one.plugin} ${one.contribution}`} data-testid={`contribution-${one.contribution}`}>
                <div className={classes.itemText}>
                  <div className={classes.itemHead}>
                    <h3 className={classes.itemName}>{one.contribution}</h3>
                    <span className="muted">
                      of <Link to={`/admin/plugins/${encodeURIComponent(one.plugin)}`}>{one.plugin}</Link>
                    </span>
                    <Circuit contribution={one} />
                  </div>
                  <p className={classes.text}>
                    Order <span className="number">{one.order}</span>
                    <Reason text={placeReason(contributions[index - 1], one)} />
                  </p>
                  <CallFigures calls={one.calls} />
                </div>
                {contributions.length > 1 ? (
                  <MoveButtons
                    name={one.contribution}
                    index={index}
                    count={contributions.length}
                    onMove={(to) => move(index, to)}
                  />
                ) : null}
              </li>
            ))}
          </ol>
        )}
      </Card>
    </div>
  );
}

function Reason({ text }: { text: string | null }) {
  return <span className="muted">{text === null ? ', the first' : `, ${text}`}.</span>;
}

function Circuit({ contribution: { circuit, degraded, calls } }: { contribution: Contribution }) {
  if (circuit === 'open') return <Tag tone="bad">Not called for a while, after failures</Tag>;
  if (circuit === 'half_open') return <Tag tone="warn">Tried again after failures</Tag>;
  if (degraded) return <Tag tone="warn">Failed at the last call</Tag>;
  return calls.answered > 0 ? <Tag tone="good">Answers</Tag> : null;
}
