import { Link } from 'react-router';
import { exactTime } from '../shell/time-words.js';
import { sentenceParts } from './sentence-parts.js';

interface SentenceProps {
  children: string;
  /** A time of this day is shown without its date. */
  day: string;
  /** The record that is open: its number needs no link. */
  here: string;
}

/** A sentence of a story, with its times in the reader's zone and its records within reach. */
export function Sentence({ children, day, here }: SentenceProps) {
  const parts = sentenceParts(children, day);
  return parts.map((part, place) => {
    const key = `${place} ${part.kind}`;
    if (part.kind === 'words') return part.text;
    if (part.kind === 'time')
      return (
        <time key={key} dateTime={part.iso} title={exactTime(part.iso)}>
          {part.text}
        </time>
      );
    if (part.number === here) return part.number;
    return (
      <Link key={key} to={`/interactions/${part.number}`} className="number">
        {part.number}
      </Link>
    );
  });
}
