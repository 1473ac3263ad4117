import { Link } from 'react-router';
import type { Interaction } from '../api/types.js';
import { TimeAgo } from '../shell/time-ago.js';
import classes from './interaction-list.module.css';
import { customerOf } from './interaction-words.js';
import { StateTag } from './state-tag.js';
import { TypeLabel } from './type-label.js';

const columns = ['Number', 'Type', 'Short description', 'Customer', 'State', 'Assigned to', 'Updated'];

/** A table on wide screens; the same rows are cards on a phone. */
export function InteractionList({ items, label }: { items: Interaction[]; label: string }) {
  return (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((interaction) => (
          <Row key={interaction.id} interaction={interaction} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ interaction }: { interaction: Interaction }) {
  const { number, type, shortDescription, state, assignedTo, updatedAt, conversation } = interaction;
  const customer = customerOf(interaction);
  return (
    <tr className={classes.row} data-testid={`interaction-row-${number}`}>
      <td className={classes.number}>
        <Link to={`/interactions/${number}`} className="number">
          {number}
        </Link>
      </td>
      <td className={classes.type}>
        <TypeLabel type={type} />
      </td>
      <td className={classes.description}>{shortDescription ?? <span className="muted">No description</span>}</td>
      <td className={classes.customer}>
        {customer?.name ?? <span className="muted">{conversation?.guest ? 'Guest' : 'Nobody yet'}</span>}
      </td>
      <td className={classes.state}>
        <StateTag state={state} />
      </td>
      <td className={classes.assigned}>
        {interaction.virtualAgent ? 'Virtual agent' : (assignedTo?.name ?? <span className="muted">Unassigned</span>)}
      </td>
      <td className={classes.updated}>
        <TimeAgo time={updatedAt} />
      </td>
    </tr>
  );
}
