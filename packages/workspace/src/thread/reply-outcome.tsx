import { expectedSendWords } from '../compose/expected-send-words.js';
import type { SendReadiness } from '../compose/send-readiness.js';
import { segmentWords } from '../compose/text-words.js';
import type { PreflightView } from '../compose/use-preflight.js';
import classes from './thread.module.css';

interface ReplyOutcomeProps {
  view: PreflightView;
  readiness: SendReadiness;
  written: boolean;
  /** Shown while nothing is written. */
  hint: string;
}

/** What sending the reply does, in one line. */
export function ReplyOutcome({ view, readiness, written, hint }: ReplyOutcomeProps) {
  return (
    <p id="reply-outcome" className={classes.outcome} data-testid="reply-preflight">
      {written ? words(view, readiness) : hint}
    </p>
  );
}

function words({ preflight, current, error }: PreflightView, readiness: SendReadiness): string {
  if (error) return error.message;
  if (!preflight) return 'Checking…';
  if (!readiness.ready) return readiness.missing;
  const { recipient, plan, warnings, expectedSend } = preflight;
  return [
    `To ${recipient?.recipientId ?? 'the customer'}${plan?.assignment === 'to_agent' ? ', and the conversation becomes yours' : plan?.joinsLiveGroup ? ', and you join its live group' : ''}.`,
    ...warnings.filter(({ confirmation }) => confirmation === null).map(({ message }) => message),
    expectedSend ? `It has to wait: it goes out ${expectedSendWords(expectedSend)}.` : '',
    current ? `${segmentWords(preflight.text)}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
