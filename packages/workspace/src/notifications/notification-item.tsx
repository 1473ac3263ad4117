import { ActionIcon } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconBell,
  IconCheck,
  IconCircleX,
  IconClockExclamation,
  IconClockX,
  IconMessage,
  IconMessageOff,
  IconRobot,
  IconUserCheck,
  IconUserPlus,
  IconUserQuestion,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Notification } from '../api/types.js';
import { TimeAgo } from '../shell/time-ago.js';
import classes from './notifications.module.css';

const icons: Record<string, typeof IconBell> = {
  reply_received: IconMessage,
  agent_joined: IconUserPlus,
  conversation_closed: IconMessageOff,
  conversation_taken: IconArrowsExchange,
  send_failed: IconCircleX,
  send_unknown: IconAlertTriangle,
  recipient_unclear: IconUserQuestion,
  recipient_associated: IconUserCheck,
  handed_off: IconRobot,
  follow_up: IconClockExclamation,
  scheduled_needs_attention: IconClockExclamation,
  scheduled_canceled: IconClockX,
};

interface NotificationItemProps {
  notification: Notification;
  onOpen: () => void;
  onRead: () => void;
}

export function NotificationItem({ notification, onOpen, onRead }: NotificationItemProps) {
  const { kind, body, interaction, read, createdAt } = notification;
  const Icon = icons[kind] ?? IconBell;
  return (
    <li className={classes.item} data-unread={!read || undefined}>
      <Icon size={19} stroke={1.7} className={classes.icon} aria-hidden />
      <div className={classes.text}>
        {read ? null : <span className="sr-only">Unread: </span>}
        {interaction ? (
          <Link to={`/interactions/${interaction}`} onClick={onOpen} className={classes.link}>
            {body}
          </Link>
        ) : (
          <span>{body}</span>
        )}
        <div className="muted small">
          <TimeAgo time={createdAt} />
        </div>
      </div>
      {read ? null : (
        <ActionIcon variant="subtle" color="gray" aria-label="Mark as read" title="Mark as read" onClick={onRead}>
          <IconCheck size={17} stroke={1.8} />
        </ActionIcon>
      )}
    </li>
  );
}
