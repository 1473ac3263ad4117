import { Button, Loader } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useParkedEvents, useReplayEvent } from '../api/carrier-events.js';
import type { CarrierEvent } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { LoadMore } from '../shell/load-more.js';
import { exactTime } from '../shell/time-words.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import { Notice } from '../theme/notice.js';
import classes from './admin.module.css';
import { DiscardDialog } from './discard-dialog.js';

export function CarrierEventList() {
  const events = useParkedEvents();
  const replay = useReplayEvent();
  const [discarding, setDiscarding] = useState<CarrierEvent | null>(null);
  const list = useRef<HTMLElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  // The row that was acted on goes, and with it the button that had the focus.
  const focusList = () => list.current?.focus();
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  if (events.isPending) return <Loader role="img" aria-label="Loading the carrier events" />;
  if (events.isError && items.length === 0) {
    return <LoadFailed error={events.error} onRetry={() => void events.refetch()} />;
  }
  return (
    <section ref={list} tabIndex={-1} className={classes.acted} aria-label="Carrier events">
      <ReplayOutcome event={replay.data} error={replay.error} />
      <Card flush={items.length > 0}>
        {items.length === 0 ? (
          <EmptyState icon={<IconMailCheck size={24} stroke={1.6} />} title="Everything was processed">
            When something that a carrier sends cannot be processed, it waits here with the reason and what to do.
          </EmptyState>
        ) : (
          <table className={classes.table} aria-label="Carrier events">
            <thead>
              <tr>
                <th scope="col">Received</th>
                <th scope="col">Plugin</th>
                <th scope="col">What is wrong</th>
                <th scope="col">Tries</th>
                <th scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((event) => (
                <tr key={event.id}>
                  <td data-label="Received" className="number">
                    <time dateTime={event.receivedAt}>{exactTime(event.receivedAt)}</time>
                  </td>
                  <td data-label="Plugin">{event.plugin}</td>
                  <td data-label="What is wrong" data-long>
                    <div>
                      <div className={classes.name}>{event.problem?.reason}</div>
                      <div className="muted">{event.problem?.fix}</div>
                    </div>
                  </td>
                  <td data-label="Tries" className="number">
                    {event.attempts}
                  </td>
                  <td className={classes.save}>
                    <Button.Group>
                      <Button
                        variant="default"
                        size="xs"
                        loading={replay.isPending && replay.variables === event.id}
                        aria-label={`Replay the event received ${exactTime(event.receivedAt)}`}
                        onClick={() =>
                          replay.mutate(event.id, {
                            onSuccess: ({ state }) => state !== 'parked' && focusList(),
                          })
                        }
                      >
                        Replay
                      </Button>
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={`Discard the event received ${exactTime(event.receivedAt)}`}
                        onClick={({ currentTarget }) => {
                          opener.current = currentTarget;
                          setDiscarding(event);
                        }}
                      >
                        Discard
                      </Button>
                    </Button.Group>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
      <LoadMore list={events} />
      {discarding ? (
        <DiscardDialog
          event={discarding}
          onClose={() => {
            setDiscarding(null);
            opener.current?.focus();
          }}
          onDiscarded={() => {
            setDiscarding(null);
            // What was said of a replay may be about an event that is gone now.
            replay.reset();
            focusList();
          }}
        />
      ) : null}
    </section>
  );
}

/** Always there, so that what comes into it is read out. */
function ReplayOutcome({ event, error }: { event: CarrierEvent | undefined; error: Error | null }) {
  return (
    <div role="status" className={classes.told}>
      {error ? (
        <Notice tone="bad" title="Not replayed">
          {error.message}
        </Notice>
      ) : event?.state === 'parked' ? (
        <Notice tone="warn" title="It still cannot be processed">
          {event.problem?.reason} {event.problem?.fix}
        </Notice>
      ) : event ? (
        <Notice tone="good" title="Processed">
          The event was processed and is off the list.
        </Notice>
      ) : null}
    </div>
  );
}
