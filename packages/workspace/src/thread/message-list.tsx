import { Fragment } from 'react';
import type { Message } from '../api/types.js';
import { useNow } from '../shell/use-now.js';
import { dayWords } from './day-words.js';
import { MessageBubble } from './message-bubble.js';
import classes from './thread.module.css';

interface MessageListProps {
  /** Oldest first. */
  messages: readonly Message[];
  customer: string;
  /** Why those of unknown outcome cannot be sent again here; `null`: they can be. */
  notAgain: string | null;
  /** Number of the record that the conversation was composed from, if it is known. */
  record?: string | null;
  /** New messages appear while somebody looks, and are read out. */
  live?: boolean;
}

/** Messages by day, with a name where the author changes. */
export function MessageList({ messages, customer, notAgain, record = null, live = false }: MessageListProps) {
  const now = useNow();
  return (
    <ol
      className={classes.messages}
      data-testid={live ? 'thread' : 'transcript'}
      {...(live && { 'aria-live': 'polite', 'aria-relevant': 'additions' })}
    >
      {messages.map((message, index) => {
        const previous = messages[index - 1];
        const day = dayWords(message.createdAt, now);
        const newDay = !previous || dayWords(previous.createdAt, now) !== day;
        return (
          <Fragment key={message.id}>
            {newDay ? <li className={classes.day}>{day}</li> : null}
            <MessageBubble
              message={message}
              customer={customer}
              notAgain={notAgain}
              record={record}
              continued={
                !newDay &&
                previous.author.kind === message.author.kind &&
                previous.author.person?.id === message.author.person?.id
              }
            />
          </Fragment>
        );
      })}
    </ol>
  );
}
