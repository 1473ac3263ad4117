import { useScheduledOfInteraction } from '../api/scheduled.js';
import { Card } from '../theme/card.js';
import classes from './scheduled.module.css';
import { ScheduledItem } from './scheduled-item.js';

/** What waits to be sent from a record, and what was not sent; nothing where there is nothing. */
export function RecordScheduled({ number }: { number: string }) {
  const items = useScheduledOfInteraction(number).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className={classes.record} data-testid="record-scheduled">
      <Card flush title="Scheduled messages">
        <ul className={classes.list}>
          {items.map((scheduled) => (
            <ScheduledItem key={scheduled.id} scheduled={scheduled} showRecord={false} />
          ))}
        </ul>
      </Card>
    </div>
  );
}
