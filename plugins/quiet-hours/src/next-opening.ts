import type { QuietWindow } from './quiet-window.js';
import { zoneOffset } from './zone-offset.js';

/** Zones that share no open hour today will share none next week; only a change of the clocks could open one, and rarely does. */
const horizon = 8 * 24 * 60 * 60_000;

export function isQuietIn(zone: string, window: QuietWindow, instant: number): boolean {
  return window.isQuiet(instant + zoneOffset(zone, instant));
}

/** The first instant, not before `from`, that is quiet in none of the zones; `undefined` when there is none within eight days. */
export function firstCommonOpening(zones: readonly string[], window: QuietWindow, from: number): number | undefined {
  let instant = from;
  while (instant <= from + horizon) {
    const now = instant;
    const chances = zones.filter((zone) => isQuietIn(zone, window, now)).map((zone) => nextChance(zone, window, now));
    if (chances.length === 0) return instant;
    instant = Math.max(...chances);
  }
  return undefined;
}

/**
 * The earliest instant at which a zone that is quiet now may be open: the end of its quiet hours, or a change of its clocks before that. After
 * a change what counts is what the clocks show, so the caller looks again.
 */
function nextChance(zone: string, window: QuietWindow, from: number): number {
  const offset = zoneOffset(zone, from);
  const opening = window.nextEnd(from + offset) - offset;
  return firstChange(zone, from, opening) ?? opening;
}

/** The first instant after `from`, up to `to`, at which the offset is another; at most a day lies between them, so there is one change at most. */
function firstChange(zone: string, from: number, to: number): number | undefined {
  const offset = zoneOffset(zone, from);
  if (zoneOffset(zone, to) === offset) return undefined;
  let before = from;
  let after = to;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zoneOffset(zone, middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}
