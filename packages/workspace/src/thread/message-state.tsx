import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconChecks,
  IconCircleX,
  IconClock,
  IconEye,
  IconSend,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Message, MessageState as State } from '../api/types.js';
import { ComposeAnew } from './compose-anew.js';
import classes from './thread.module.css';
import { UnknownOutcome } from './unknown-outcome.js';

const shown: Record<Exclude<State, 'received'>, { words: string; Icon: typeof IconClock }> = {
  queued: { words: 'Queued', Icon: IconClock },
  sending: { words: 'Sending', Icon: IconSend },
  sent: { words: 'Sent', Icon: IconCheck },
  delivered: { words: 'Delivered', Icon: IconChecks },
  read: { words: 'Read', Icon: IconEye },
  failed: { words: 'Failed', Icon: IconCircleX },
  undelivered: { words: 'Not delivered', Icon: IconCircleX },
  unknown: { words: 'Outcome unknown', Icon: IconAlertTriangle },
  canceled: { words: 'Canceled', Icon: IconBan },
};

const troubled: State[] = ['failed', 'undelivered', 'unknown', 'canceled'];

interface MessageStateProps {
  message: Message;
  notAgain: string | null;
  /** Number of the record that the conversation was composed from, if it is known. */
  record: string | null;
}

/** How far an outbound message came, and the cause when it did not arrive. */
export function MessageState({ message, notAgain, record }: MessageStateProps) {
  if (message.state === 'received') return null;
  const { words, Icon } = shown[message.state];
  const trouble = troubled.includes(message.state);
  return (
    <>
      <span className={classes.state} data-trouble={trouble || undefined}>
        <Icon size={15} stroke={1.9} aria-hidden />
        <Link
          className={classes.story}
          to={`/interactions/${message.interaction}/history?message=${message.id}`}
          title="How did this go?"
          preventScrollReset
        >
          {words}
          <span className="sr-only">: how did this go?</span>
        </Link>
      </span>
      {trouble ? <span className={classes.cause}>{message.cause?.reason ?? causeWords(message)}</span> : null}
      {message.state === 'failed' && message.author.kind === 'agent' && record !== null ? (
        <ComposeAnew message={message} record={record} />
      ) : null}
      {message.state === 'unknown' ? <UnknownOutcome message={message} notAgain={notAgain} /> : null}
    </>
  );
}

function causeWords({ state, cause }: Message): string {
  if (cause) return `Reason: ${cause.code.replaceAll('_', ' ')}.`;
  return state === 'unknown' ? 'The carrier gave no clear answer.' : 'No reason was given.';
}
