import {
  IconBan,
  IconBroadcast,
  IconCalendarClock,
  IconCircleDot,
  IconFolderOpen,
  IconLock,
  IconMessage2,
  IconPencil,
  IconRobot,
  IconSearch,
  IconSend,
  IconShieldCheck,
  IconUserPlus,
} from '@tabler/icons-react';
import type { StoryChapter } from '../api/types.js';
import classes from './history.module.css';

const icons: Record<string, typeof IconSend> = {
  asked: IconPencil,
  allowed: IconShieldCheck,
  attempt: IconSend,
  receipt: IconBroadcast,
  looked_up: IconSearch,
  sent_again: IconSend,
  written: IconMessage2,
  opened: IconFolderOpen,
  closed: IconLock,
  joined: IconUserPlus,
  assigned: IconUserPlus,
  handed_off: IconRobot,
  send_refused: IconBan,
  canceled: IconBan,
  given_up: IconBan,
  message_scheduled: IconCalendarClock,
  scheduled_changed: IconCalendarClock,
  scheduled_canceled: IconCalendarClock,
  scheduled_sent: IconCalendarClock,
  scheduled_needs_attention: IconCalendarClock,
};

/** What sort of thing happened; its colour never says more than the sentence. */
export function ChapterIcon({ chapter: { kind, tone } }: { chapter: StoryChapter }) {
  const Icon = icons[kind] ?? IconCircleDot;
  return (
    <span className={classes.icon} data-tone={tone} aria-hidden>
      <Icon size={17} stroke={1.8} />
    </span>
  );
}
