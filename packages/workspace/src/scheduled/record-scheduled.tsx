import { useScheduledOfInteraction } from '../api/scheduled.js';
import { LoadFailed } from '../shell/load-failed.js';
import { LoadMore } from '../shell/load-more.js';
import { Card } from '../theme/card.js';
import classes from './scheduled.module.css';
import { ScheduledItem } from './scheduled-item.js';

/** What waits to be sent from a record, and what was not sent; nothing where there is nothing. */
export function RecordScheduled({ number }: { number: string }) {
  const query = useScheduledOfInteraction(number);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = query.isError && !query.data;
  if (items.length === 0 && !unread) return null;
  return (
    <div className={classes.record} data-testid="record-scheduled">
      <Card flush title="Scheduled messages">
        {unread ? (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <ul className={classes.list}>
            {items.map((scheduled) => (
              <ScheduledItem key={scheduled.id} scheduled={scheduled} showRecord={false} />
            ))}
          </ul>
        )}
      </Card>
      <LoadMore list={query} />
    </div>
  );
}
