import { exactTime, timeAgo } from './time-words.js';
import { useNow } from './use-now.js';

/** How long ago, with the exact time at hand. */
export function TimeAgo({ time }: { time: string }) {
  const now = useNow();
  return (
    <time dateTime={time} title={exactTime(time)}>
      {timeAgo(time, now)}
    </time>
  );
}
