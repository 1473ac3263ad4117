import type { Interaction } from '../api/types.js';
import { closeReasonWords, stateWords } from '../interactions/interaction-words.js';
import { exactTime } from '../shell/time-words.js';
import { Notice } from '../theme/notice.js';
import classes from './record.module.css';

/** Why nothing can be changed here any more. */
export function ClosedNotice({ interaction }: { interaction: Interaction }) {
  const { state, closeReason, closedAt } = interaction;
  return (
    <div className={classes.notice}>
      <Notice tone="info" title={`${stateWords[state]}${closedAt ? `, ${exactTime(closedAt)}` : ''}`}>
        {closeReason ? `It was closed because ${closeReasonWords[closeReason]}. ` : ''}
        Closed is final: the record can be read, not changed. Create a new interaction to go on.
      </Notice>
    </div>
  );
}
