import type { Story } from '../model/story.js';

/** A story as lines to read: headline, one line for each chapter with its time of day, then where it stands. Dates are left out. */
export function storyLines({ headline, chapters, present }: Story): string[] {
  return [
    headline,
    ...chapters.map(({ at, sentence }) => `${timeOfDay(at)} ${sentence}`),
    `Now ${present.state}: ${present.why}`,
    ...(present.next === null ? [] : [`Next: ${present.next}`]),
  ].map((line) => line.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, timeOfDay));
}

/** `09:00`, `09:00:02` or `09:00:02.300`. */
function timeOfDay(iso: string): string {
  return iso
    .slice(11, -1)
    .replace(/\.000$/, '')
    .replace(/:00$/, '');
}
