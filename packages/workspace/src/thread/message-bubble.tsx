import { IconPaperclip } from '@tabler/icons-react';
import { attachmentUrl } from '../api/attachments.js';
import type { Attachment, Message } from '../api/types.js';
import { exactTime } from '../shell/time-words.js';
import { authorName } from './author-name.js';
import { MessageState } from './message-state.js';
import classes from './thread.module.css';

interface MessageBubbleProps {
  message: Message;
  customer: string;
  /** Why it cannot be sent again here, would its outcome be unknown; `null`: it can be. */
  notAgain: string | null;
  /** Number of the record that the conversation was composed from, if it is known. */
  record: string | null;
  /** The message before it is of the same author: the name need not be said again. */
  continued: boolean;
}

export function MessageBubble({ message, customer, notAgain, record, continued }: MessageBubbleProps) {
  const { direction, author, body, attachments, createdAt, state } = message;
  const name = authorName(message, customer);
  const headed = !continued;
  return (
    <li
      className={classes.message}
      data-direction={direction}
      data-author={author.kind}
      data-headed={headed || undefined}
      data-testid="message"
      data-state={state}
    >
      <span className={headed ? classes.author : 'sr-only'}>{name}</span>
      <div className={classes.bubble}>
        {attachments.map((attachment) => (
          <AttachmentView key={attachment.id} attachment={attachment} from={name} />
        ))}
        {body === '' ? null : <p className={classes.body}>{body}</p>}
      </div>
      <div className={classes.meta}>
        <time dateTime={createdAt} title={exactTime(createdAt)}>
          {new Date(createdAt).toLocaleTimeString('en', { timeStyle: 'short' })}
        </time>
        <MessageState message={message} notAgain={notAgain} record={record} />
      </div>
    </li>
  );
}

function AttachmentView({ attachment, from }: { attachment: Attachment; from: string }) {
  const { id, fileName, contentType, width, height } = attachment;
  if (!contentType.startsWith('image/')) {
    return (
      <a href={attachmentUrl(id)} className={classes.file} download={fileName}>
        <IconPaperclip size={17} aria-hidden /> {fileName}
      </a>
    );
  }
  return (
    <a href={attachmentUrl(id)} target="_blank" rel="noreferrer" className={classes.picture}>
      <img
        src={attachmentUrl(id)}
        alt={`From ${from}: ${fileName}`}
        loading="lazy"
        {...(width && height ? { width, height } : {})}
      />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
