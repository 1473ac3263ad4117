import { Button } from '@mantine/core';
import { IconClockCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { ScheduledMessage } from '../api/types.js';
import { SendMomentTimes } from '../scheduled/send-moment.js';
import classes from './compose.module.css';

/** It waits now: when it goes, and what would keep it. */
export function ScheduledResultView({ scheduled, onClose }: { scheduled: ScheduledMessage; onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { sendAt, preflight } = scheduled;
  return (
    <div className={classes.result} data-testid="schedule-result">
      <IconClockCheck size={48} stroke={1.6} className={classes.resultIcon} aria-hidden />
      <h3 ref={title} tabIndex={-1} className={classes.resultTitle}>
        Scheduled, not sent yet
      </h3>
      <div role="status">
        <ul className={classes.sentences}>
          <li>
            <SendMomentTimes
              at={sendAt.at}
              recipientZone={sendAt.recipientZone}
              name={preflight.person?.name ?? null}
            />
          </li>
          {sendAt.note ? <li>{sendAt.note}</li> : null}
          <li>Until then you can change or cancel it, here and in Scheduled Messages.</li>
          <li>If something stands in its way by then, it is not sent, and you are told.</li>
        </ul>
      </div>
      <div className={classes.resultActions}>
        <Button variant="default" component={Link} to="/lists/scheduled">
          Scheduled Messages
        </Button>
        <Button onClick={onClose} data-testid="schedule-result-done">
          Done
        </Button>
      </div>
    </div>
  );
}
