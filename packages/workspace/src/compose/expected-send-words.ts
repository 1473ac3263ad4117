import type { ExpectedSend } from '../api/types.js';
import { momentWords, ownZone, wallClock } from '../scheduled/moment-words.js';

/** "about 14:32", "not before Tue, Mar 3, 09:00": as the reader's clock shows it. */
export function expectedSendWords({ at, precision }: ExpectedSend, zone = ownZone(), now = new Date()): string {
  const there = wallClock(at, zone);
  const today = there.day === wallClock(now.toISOString(), zone).day;
  return `${precision === 'about' ? 'about' : 'not before'} ${today ? there.time : momentWords(at, zone, now)}`;
}
