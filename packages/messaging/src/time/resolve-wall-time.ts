import { zoneOffset } from './zone-offset.js';

/**
 * The instant that a wall clock's time means. `skipped`: the clocks jump over it, and the instant is as much later as they jump. `twice`:
 * the clocks are set back and show it two times, and the instant is the first. That is how calendars (RFC 5545) read such times.
 */
export interface WallTime {
  readonly kind: 'once' | 'skipped' | 'twice';
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
}

const day = 24 * 60 * 60_000;

/** @param local milliseconds on the wall clock, as if it were UTC. @throws RangeError for an unknown zone */
export function resolveWallTime(local: number, zone: string): WallTime {
  // No zone is more than a day away from UTC, and none changes its clocks twice within two days.
  const before = zoneOffset(zone, local - day);
  const after = zoneOffset(zone, local + day);
  const instants = [...new Set([before, after])]
    .filter((offset) => zoneOffset(zone, local - offset) === offset)
    .map((offset) => local - offset);
  if (instants.length === 0) return { kind: 'skipped', at: local - before };
  return { kind: instants.length === 1 ? 'once' : 'twice', at: Math.min(...instants) };
}
