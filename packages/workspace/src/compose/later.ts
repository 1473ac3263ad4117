import type { ComposeOptions, SendAt } from '../api/types.js';
import { ownZone, wallClock } from '../scheduled/moment-words.js';

/** When to send what is sent later, as it stands in the form. */
export interface Later {
  /** `2026-03-02`, or empty. */
  day: string;
  /** `09:00`, or empty. */
  time: string;
  /** Whose clock it is. */
  clock: 'recipient' | 'mine';
  /** A moment that was taken over as it is; changing day, time or clock lets it go. */
  instant: string | null;
}

/** The agent's zone: that of the directory, else this browser's. */
export function agentZone({ timeZones }: Pick<ComposeOptions, 'timeZones'>): string {
  return timeZones.agent ?? ownZone();
}

/** Tomorrow at nine, on the recipient's clock when it is known. */
export function defaultLater(options: Pick<ComposeOptions, 'timeZones'>, now: Date): Later {
  const clock = options.timeZones.recipient ? 'recipient' : 'mine';
  const tomorrow = new Date(now.getTime() + 24 * 60 * 60_000).toISOString();
  const zone = options.timeZones.recipient ?? agentZone(options);
  return { day: wallClock(tomorrow, zone).day, time: '09:00', clock, instant: null };
}

/** Exactly this moment, shown on the recipient's clock when it is known. */
export function laterAt(instant: string, options: Pick<ComposeOptions, 'timeZones'>): Later {
  const clock = options.timeZones.recipient ? 'recipient' : 'mine';
  return { ...wallClock(instant, options.timeZones.recipient ?? agentZone(options)), clock, instant };
}

/** `null`: not complete yet. */
export function sendAtOf(later: Later, options: Pick<ComposeOptions, 'timeZones'>): SendAt | null {
  if (later.instant !== null) return later.instant;
  if (later.day === '' || later.time === '') return null;
  const theirs = later.clock === 'recipient' && options.timeZones.recipient !== null;
  return { localTime: `${later.day}T${later.time}`, zone: theirs ? 'recipient' : agentZone(options) };
}
