import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

interface NoticeProps {
  tone: 'info' | 'warn' | 'bad' | 'good';
  title?: ReactNode;
  children?: ReactNode;
  /** `alert` interrupts a screen reader; `status` waits its turn. */
  role?: 'alert' | 'status';
}

const icons = { info: IconInfoCircle, warn: IconAlertTriangle, bad: IconCircleX, good: IconCircleCheck };

/** Something to know, in its place on the page. */
export function Notice({ tone, title, children, role }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <Icon size={20} stroke={1.8} className={classes.icon} aria-hidden />
      <div className={classes.content}>
        {title ? <div className={classes.title}>{title}</div> : null}
        {children}
      </div>
    </div>
  );
}
