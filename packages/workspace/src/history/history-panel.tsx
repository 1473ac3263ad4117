import { Button, Loader } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useHistory, useMessageHistory } from '../api/history.js';
import type { Interaction, Story } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Card } from '../theme/card.js';
import { Notice } from '../theme/notice.js';
import classes from './history.module.css';
import { Present } from './present.js';
import { Timeline } from './timeline.js';

/** What happened to the record, or to the message that the address names, in order and in plain words. */
export function HistoryPanel({ interaction: { number } }: { interaction: Interaction }) {
  const [search] = useSearchParams();
  const message = search.get('message');
  const record = useHistory(number, message === null);
  const single = useMessageHistory(message);
  const { isPending, error, refetch } = message === null ? record : single;
  const pages: readonly Story[] = message === null ? (record.data?.pages ?? []) : single.data ? [single.data] : [];
  const [newest] = pages;
  if (isPending) {
    return (
      <div className={classes.wait}>
        <Loader role="img" aria-label="Loading the history" />
      </div>
    );
  }
  // What was read once stays on screen, whatever is not read after it.
  if (!newest) return <LoadFailed error={error} onRetry={() => void refetch()} />;
  return (
    <Card
      title={message === null ? 'History' : 'History of one message'}
      action={
        message === null ? undefined : (
          <Link className={classes.back} to={`/interactions/${number}/history`} preventScrollReset>
            <IconArrowLeft size={16} stroke={1.8} aria-hidden /> All of {number}
          </Link>
        )
      }
    >
      <Present story={newest} here={number} />
      {error ? (
        <div className={classes.unread}>
          <Notice tone="warn" role="alert" title="Not everything could be loaded">
            {error.message}
            <div>
              <Button variant="default" size="xs" mt="xs" onClick={() => void refetch()}>
                Try again
              </Button>
            </div>
          </Notice>
        </div>
      ) : null}
      {message === null && record.hasNextPage ? (
        <div className={classes.older}>
          <Button
            variant="default"
            size="xs"
            loading={record.isFetchingNextPage}
            onClick={() => void record.fetchNextPage()}
          >
            What happened before
          </Button>
        </div>
      ) : null}
      <Timeline
        chapters={pages.toReversed().flatMap(({ chapters }) => chapters)}
        here={number}
        linksMessages={message === null}
      />
    </Card>
  );
}
