import type { Story, StoryChapter } from '@hailpoint/messaging';
import { LocalTime } from './local-time.js';
import { wrap } from './wrap.js';

export interface StoryTextOptions {
  /** IANA */
  readonly timeZone: string;
  /** Characters in a line. */
  readonly columns: number;
  readonly details: boolean;
  readonly now: string;
}

/** `  09:00:02  ` */
const margin = 12;

/** A story as a page of text: the days as headings, the time of day in the margin, and where it stands at the end. */
export function storyText(story: Story, { timeZone, columns, details, now }: StoryTextOptions): string {
  const local = new LocalTime(timeZone);
  const width = Math.max(40, Math.min(columns, 100));
  const lines = wrap(local.text(story.headline, now), width);
  let today = '';
  for (const chapter of story.chapters) {
    const day = local.day(chapter.at);
    if (day !== today) lines.push('', day, '');
    today = day;
    lines.push(...chapterLines(chapter, local, width));
    if (details) lines.push(...detailLines(chapter, local, width));
    else if (startsMessage(chapter)) lines.push(`${' '.repeat(margin)}[${chapter.message}]`);
  }
  const { why, next } = story.present;
  lines.push('', ...paragraph('Now:', local.text(why, now), width));
  if (next !== null) lines.push(...paragraph('Next:', local.text(next, now), width));
  lines.push('', `Times are those of ${timeZone}.`);
  return lines.join('\n');
}

function startsMessage({ kind, message }: StoryChapter): boolean {
  return message !== null && (kind === 'asked' || kind === 'written');
}

function chapterLines({ at, sentence }: StoryChapter, local: LocalTime, width: number): string[] {
  const [first, ...others] = wrap(local.text(sentence, at), width - margin);
  return [`  ${local.time(at)}  ${first}`, ...others.map((line) => `${' '.repeat(margin)}${line}`)];
}

function detailLines({ at, details }: StoryChapter, local: LocalTime, width: number): string[] {
  const indent = ' '.repeat(margin + 2);
  return details.flatMap(({ label, value }) =>
    wrap(`${label}: ${local.text(value, at)}`, width - margin - 4).map(
      (line, place) => `${indent}${place === 0 ? '' : '  '}${line}`,
    ),
  );
}

function paragraph(title: string, text: string, width: number): string[] {
  const indent = 7;
  return wrap(text, width - indent).map((line, place) => `${(place === 0 ? title : '').padEnd(indent)}${line}`);
}
