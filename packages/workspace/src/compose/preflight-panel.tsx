import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHourglass } from '@tabler/icons-react';
import type { Preflight } from '../api/types.js';
import { Notice } from '../theme/notice.js';
import { ConfirmationList } from './confirmation-list.js';
import { confirmationsOf } from './confirmations.js';
import { isBesideThePoint, isNotWritten } from './not-written.js';
import { openingOf } from './opening-of.js';
import { OpeningOffer } from './opening-offer.js';
import classes from './preflight.module.css';
import { PreflightSteps } from './preflight-steps.js';
import { VerdictList } from './verdict-list.js';

interface PreflightPanelProps {
  preflight: Preflight | undefined;
  current: boolean;
  error: Error | null;
  /** What is missing before anything can be said. */
  incomplete: string | null;
  confirmed: ReadonlySet<string>;
  onConfirm: (subject: string, given: boolean) => void;
  /** Sends it at that moment instead. */
  onWait?: (until: string) => void;
  /** IANA name; `null`: not known. */
  recipientZone?: string | null;
}

/** "What will happen": the outcome of Send in words, before Send. */
export function PreflightPanel(props: PreflightPanelProps) {
  const { preflight, current, error, incomplete, confirmed, onConfirm, onWait, recipientZone = null } = props;
  const opening = preflight ? openingOf(preflight) : null;
  const headline = headlineOf(preflight, incomplete, error, confirmed);
  const Icon = headline.icon;
  return (
    <section className={classes.panel} aria-labelledby="preflight-title" data-testid="preflight" data-current={current}>
      <div className={classes.head}>
        <h3 id="preflight-title" className={classes.title}>
          {preflight?.sendAt ? 'What will happen then' : 'What will happen'}
        </h3>
        <span className={classes.verdict} data-tone={headline.tone}>
          <Icon size={17} stroke={1.9} aria-hidden />
          {headline.words}
        </span>
      </div>
      <p className="sr-only" role="status">
        {current && preflight ? announcement(preflight, headline.words) : ''}
      </p>
      {incomplete ? <p className="muted">{incomplete}</p> : null}
      {error && !incomplete ? (
        <Notice tone="bad" title="This cannot be worked out">
          {error.message}
        </Notice>
      ) : null}
      {preflight && !incomplete && !error ? (
        <div className={classes.content} aria-busy={!current}>
          {preflight.blockers
            .filter((blocker) => !isBesideThePoint(blocker, preflight))
            .map((blocker) => {
              const { code, reason, until } = blocker;
              return (
                <Notice key={code + reason} tone={isNotWritten(blocker, preflight) ? 'info' : 'bad'}>
                  {reason}
                  {until && !(opening && onWait)
                    ? ` Until ${new Date(until).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}.`
                    : ''}
                </Notice>
              );
            })}
          {opening && onWait ? (
            <OpeningOffer
              until={opening}
              recipientZone={recipientZone}
              name={preflight.person?.name ?? null}
              queue={preflight.blockers.some(({ code }) => code === 'sender_queue_full')}
              onWait={onWait}
            />
          ) : null}
          <ConfirmationList confirmations={confirmationsOf(preflight)} confirmed={confirmed} onConfirm={onConfirm} />
          {preflight.warnings
            .filter(({ confirmation }) => confirmation === null)
            .map(({ code, message }) => (
              <Notice key={code} tone="info">
                {message}
              </Notice>
            ))}
          <PreflightSteps preflight={preflight} />
          <VerdictList preflight={preflight} />
        </div>
      ) : null}
    </section>
  );
}

function headlineOf(
  preflight: Preflight | undefined,
  incomplete: string | null,
  error: Error | null,
  confirmed: ReadonlySet<string>,
) {
  if (incomplete) return { words: 'Not complete yet', tone: 'neutral', icon: IconHourglass };
  if (error) return { words: 'Unknown', tone: 'bad', icon: IconCircleX };
  if (!preflight) return { words: 'Working it out…', tone: 'neutral', icon: IconHourglass };
  if (preflight.blockers.length > 0) {
    return preflight.blockers.every((blocker) => isNotWritten(blocker, preflight))
      ? { words: 'Not complete yet', tone: 'neutral', icon: IconHourglass }
      : { words: 'Cannot be sent', tone: 'bad', icon: IconCircleX };
  }
  if (confirmationsOf(preflight).some(({ subject }) => !confirmed.has(subject))) {
    return { words: 'Needs your confirmation', tone: 'warn', icon: IconAlertTriangle };
  }
  if (preflight.sendAt) return { words: 'Ready to be scheduled', tone: 'good', icon: IconCircleCheck };
  return { words: 'Ready to send', tone: 'good', icon: IconCircleCheck };
}

/** Short, and the same while only the text grows: a screen reader is told of changes, not of every key. */
function announcement(preflight: Preflight, headline: string): string {
  const { plan, blockers, warnings, recipient, expectedSend } = preflight;
  return [
    `${headline}.`,
    recipient ? `To ${recipient.recipientId}.` : '',
    plan?.explanation ?? '',
    expectedSend ? 'It has to wait for its sender.' : '',
    ...warnings.map(({ message }) => `Warning: ${message}`),
    ...blockers.map(({ reason }) => reason),
  ]
    .filter(Boolean)
    .join(' ');
}
