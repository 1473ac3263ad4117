import type { Interaction } from '../api/types.js';
import { stateWords } from '../interactions/interaction-words.js';
import { exactTime } from '../shell/time-words.js';
import { Notice } from '../theme/notice.js';
import { closeWords } from './close-words.js';
import classes from './record.module.css';

/** Why nothing can be changed here any more. */
export function ClosedNotice({ interaction }: { interaction: Interaction }) {
  const { state, closedAt } = interaction;
  const why = closeWords(interaction);
  return (
    <div className={classes.notice}>
      <Notice tone="info" title={`${stateWords[state]}${closedAt ? `, ${exactTime(closedAt)}` : ''}`}>
        {why === null ? '' : `${why} `}
        Closed is final: the record can be read, not changed. Create a new interaction to go on.
      </Notice>
    </div>
  );
}
