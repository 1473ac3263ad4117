import { momentWords, ownZone } from '../scheduled/moment-words.js';
import { useNow } from '../shell/use-now.js';
import { timeLeftWords } from './time-left-words.js';

/** "1 hour 29 minutes left, until Tue, Mar 3, 09:00", counting down. */
export function TimeLeft({ until }: { until: string }) {
  const left = timeLeftWords(until, useNow());
  const end = momentWords(until, ownZone());
  return (
    <time dateTime={until} data-testid="time-left">
      {left === null ? `Ended ${end}` : `${left} left, until ${end}`}
    </time>
  );
}
