import { IconChevronRight } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { StoryChapter } from '../api/types.js';
import { exactTime } from '../shell/time-words.js';
import { ChapterIcon } from './chapter-icon.js';
import classes from './history.module.css';
import { Sentence } from './sentence.js';
import { timeWords } from './sentence-parts.js';

interface ChapterProps {
  chapter: StoryChapter;
  /** Number of the record that is open. */
  here: string;
  /** Leads to the story of its message alone. */
  linksMessage: boolean;
}

/** One thing that happened: when, what, and who said what. */
export function Chapter({ chapter, here, linksMessage }: ChapterProps) {
  const { at, sentence, details, message, kind } = chapter;
  return (
    <li className={classes.chapter} data-testid="chapter" data-kind={kind}>
      <time className={classes.time} dateTime={at} title={exactTime(at)}>
        {timeWords(at, at)}
      </time>
      <ChapterIcon chapter={chapter} />
      <div className={classes.content}>
        <p className={classes.sentence}>
          <Sentence day={at} here={here}>
            {sentence}
          </Sentence>
        </p>
        {linksMessage && message !== null && kind === 'asked' ? (
          <Link className={classes.alone} to={`/interactions/${here}/history?message=${message}`} preventScrollReset>
            Only this message
          </Link>
        ) : null}
        {details.length > 0 ? (
          <details className={classes.details}>
            <summary>
              <IconChevronRight size={15} stroke={1.9} aria-hidden />
              Details<span className="sr-only"> of what happened at {timeWords(at, at)}</span>
            </summary>
            <dl>
              {details.map(({ label, value }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same label may come twice, and the order never changes
                <div key={`${place} ${label}`}>
                  <dt>{label}</dt>
                  <dd>
                    <Sentence day={at} here={here}>
                      {value}
                    </Sentence>
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        ) : null}
      </div>
    </li>
  );
}
