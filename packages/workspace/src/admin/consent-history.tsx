import type { ConsentEntry, ConsentGroup } from '../api/types.js';
import classes from './consent.module.css';
import { ConsentProof } from './consent-proof.js';
import { sendersWords } from './consent-words.js';

const shownAtMost = 100;

/** How it came about, newest first. Nobody can change it. */
export function ConsentHistory({ history, groups }: { history: ConsentEntry[]; groups: ConsentGroup[] }) {
  const sendersOf = (senderGroup: string): string => {
    const group = groups.find((one) => one.senderGroup === senderGroup);
    return group ? sendersWords(group) : senderGroup;
  };
  return (
    <>
      <h3 id="consent-history" className={classes.historyTitle}>
        History
      </h3>
      {history.length === 0 ? (
        <p className="muted">Nothing was recorded about this number.</p>
      ) : (
        <ol className={classes.history} aria-labelledby="consent-history" data-testid="consent-history">
          {history.map((entry) => (
            <li key={entry.id}>
              <ConsentProof
                text={entry.text}
                at={entry.at}
                note={entry.note}
                about={[
                  ...(groups.length > 1 ? [sendersOf(entry.senderGroup)] : []),
                  ...(entry.person ? [entry.person.name] : []),
                ]}
              />
            </li>
          ))}
        </ol>
      )}
      {history.length === shownAtMost ? <p className="muted small">The newest {shownAtMost} are shown.</p> : null}
    </>
  );
}
