import { momentWords, ownZone, sameClock, wallClock } from './moment-words.js';

interface SendMomentTimesProps {
  at: string;
  recipientZone: string | null;
  /** Whose time it is. */
  name?: string | null;
}

/** A moment on both clocks: the recipient's and the reader's. */
export function SendMomentTimes({ at, recipientZone, name }: SendMomentTimesProps) {
  const mine = ownZone();
  const theirs = recipientZone ?? mine;
  const both = recipientZone !== null && !sameClock(at, recipientZone, mine);
  const sameDay = wallClock(at, theirs).day === wallClock(at, mine).day;
  return (
    <>
      <time dateTime={at} className="number">
        {momentWords(at, theirs)}
      </time>{' '}
      {recipientZone === null ? (
        <span className="muted">your time; the recipient's zone is not known</span>
      ) : both ? (
        <span className="muted">
          for {name ?? 'the recipient'} · {sameDay ? wallClock(at, mine).time : momentWords(at, mine)} for you
        </span>
      ) : (
        <span className="muted">for both of you</span>
      )}
    </>
  );
}
