import { Link } from 'react-router';

/** A record by its number, opened beside what is being composed. */
export function RecordLink({ number }: { number: string }) {
  return (
    <Link to={`/interactions/${number}`} target="_blank" className="number">
      {number}
      <span className="sr-only"> (opens in a new tab)</span>
    </Link>
  );
}
