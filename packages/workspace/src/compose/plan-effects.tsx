import type { PreflightPlan } from '../api/types.js';
import { closeReasonWords } from '../interactions/interaction-words.js';
import classes from './preflight.module.css';
import { RecordLink } from './record-link.js';

/** The plan's consequences one by one: conversations closed, who has it, whose number it is. */
export function PlanEffects({ plan, person }: { plan: PreflightPlan; person: string | null }) {
  const { appendsTo, closes, profile, assignment, assignedTo, joinsLiveGroup } = plan;
  return (
    <ul className={classes.effects}>
      {appendsTo ? (
        <li>
          Added to <RecordLink number={appendsTo} />
        </li>
      ) : null}
      {closes.map(({ number, reason, queuedMessages, assignedTo: holder }) => (
        <li key={number}>
          Closes <RecordLink number={number} />
          {holder ? ` of ${holder.name}` : ''}, because {closeReasonWords[reason]}
          {canceledWords(queuedMessages, 'queued')}
        </li>
      ))}
      <li>
        {assignment === 'to_agent'
          ? 'Assigned to you'
          : assignedTo
            ? `Stays assigned to ${assignedTo.name}`
            : 'Its assignment does not change'}
      </li>
      {joinsLiveGroup ? <li>You join its live group</li> : null}
      {profile.action === 'replaced' ? (
        <li>
          The number passes from {profile.previousUser?.name ?? 'another customer'} to {person ?? 'this person'}
          {canceledWords(profile.canceledMessages, 'earlier queued')}
        </li>
      ) : null}
      {profile.action === 'created' && person ? <li>The number is bound to {person}</li> : null}
      {profile.action === 'linked' ? <li>The guest with this number becomes {person ?? 'this person'}</li> : null}
    </ul>
  );
}

function canceledWords(count: number, which: string): string {
  return count > 0 ? `; ${count} ${which} ${count === 1 ? 'message is' : 'messages are'} canceled` : '';
}
