import { Fragment } from 'react';
import type { StoryChapter } from '../api/types.js';
import { useNow } from '../shell/use-now.js';
import { dayWords } from '../thread/day-words.js';
import { Chapter } from './chapter.js';
import classes from './history.module.css';

interface TimelineProps {
  chapters: readonly StoryChapter[];
  here: string;
  linksMessages: boolean;
}

/** What happened, oldest first, with a heading for each day. */
export function Timeline({ chapters, here, linksMessages }: TimelineProps) {
  const now = useNow();
  return (
    <ol className={classes.timeline} data-testid="history">
      {chapters.map((chapter, index) => {
        const day = dayWords(chapter.at, now);
        const previous = chapters[index - 1];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two things may happen at the same moment, and nothing moves
          <Fragment key={`${chapter.at} ${chapter.kind} ${chapter.message} ${index}`}>
            {!previous || dayWords(previous.at, now) !== day ? <li className={classes.day}>{day}</li> : null}
            <Chapter chapter={chapter} here={here} linksMessage={linksMessages} />
          </Fragment>
        );
      })}
    </ol>
  );
}
