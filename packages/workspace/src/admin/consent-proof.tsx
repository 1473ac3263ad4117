import classes from './consent.module.css';
import { clockWords } from './consent-words.js';

interface ConsentProofProps {
  /** Names the day. */
  text: string;
  at: string;
  note: string | null;
  /** Whose it is, and for which senders, where that is not clear. */
  about?: string[];
}

/** A change of consent in words, with what proves it. */
export function ConsentProof({ text, at, note, about = [] }: ConsentProofProps) {
  return (
    <div>
      <div>{text}</div>
      <div className="muted small">
        {[...about, clockWords(at)].map((part, index) => (
          <span key={part}>
            {index > 0 ? ' · ' : ''}
            {part}
          </span>
        ))}
      </div>
      {note ? <blockquote className={classes.note}>{note}</blockquote> : null}
    </div>
  );
}
