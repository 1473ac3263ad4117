import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useHasRole } from '../api/me.js';
import type { Reconciliation } from '../api/types.js';
import { exactTime } from '../shell/time-words.js';
import { Tag } from '../theme/tag.js';
import classes from './admin.module.css';
import { reconciliationStanding } from './reconciliation-standing.js';

interface ReconciliationRowProps {
  reconciliation: Reconciliation;
  starting: boolean;
  onAgain: (reconciliation: Reconciliation) => void;
}

/** One comparison: when, with whom, what it found, and the messages in question. */
export function ReconciliationRow({ reconciliation, starting, onAgain }: ReconciliationRowProps) {
  const { plugin, requestedBy, from, to, state, words, figures, samples } = reconciliation;
  const standing = reconciliationStanding(reconciliation);
  // Only agents may open what was written.
  const agent = useHasRole('agent_workspace_user');
  return (
    <tr data-testid="comparison" data-state={state}>
      <td data-label="Period">
        <div>
          <div className="number">
            <time dateTime={from}>{exactTime(from)}</time> to
          </div>
          <div className="number">
            <time dateTime={to}>{exactTime(to)}</time>
          </div>
          <div className="muted small">{requestedBy ? `Asked for by ${requestedBy.name}` : 'Daily'}</div>
        </div>
      </td>
      <td data-label="Plugin">{plugin}</td>
      <td data-label="State">
        <Tag tone={standing.tone}>{standing.words}</Tag>
      </td>
      <td data-label="What was found" data-long>
        <div>
          {words}
          <Samples
            label="Not listed by the carrier"
            found={figures.missingAtCarrier}
            shown={samples.missingAtCarrier.length}
          >
            {samples.missingAtCarrier.map(({ id, interaction }) => (
              <li key={id} className="number">
                {agent ? (
                  <Link to={`/interactions/${interaction}/history?message=${id}`}>{interaction}</Link>
                ) : (
                  interaction
                )}
              </li>
            ))}
          </Samples>
          <Samples label="Not known to us" found={figures.unknownToUs} shown={samples.unknownToUs.length}>
            {samples.unknownToUs.map((id) => (
              <li key={id}>
                <code>{id}</code>
              </li>
            ))}
          </Samples>
        </div>
      </td>
      <td className={classes.save}>
        {state === 'done' || state === 'failed' ? (
          <Button
            variant="default"
            size="xs"
            loading={starting}
            aria-label={`Compare again: ${plugin} from ${exactTime(from)} to ${exactTime(to)}`}
            onClick={() => onAgain(reconciliation)}
          >
            Compare again
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

interface SamplesProps {
  label: string;
  found: number;
  shown: number;
  children: ReactNode;
}

function Samples({ label, found, shown, children }: SamplesProps) {
  if (shown === 0) return null;
  return (
    <div className={classes.samples}>
      <span className="muted small">{label}:</span>
      <ul>{children}</ul>
      {found > shown ? <span className="muted small">and {found - shown} more</span> : null}
    </div>
  );
}
