import { Button, Loader, SegmentedControl } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useMyScheduled } from '../api/scheduled.js';
import type { ScheduledState } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { LoadMore } from '../shell/load-more.js';
import { Page } from '../shell/page.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import classes from './scheduled.module.css';
import { ScheduledItem } from './scheduled-item.js';

const filters: { value: ScheduledState | 'open'; label: string; empty: string }[] = [
  { value: 'open', label: 'Waiting', empty: 'Nothing waits to be sent' },
  { value: 'needs_attention', label: 'Need you', empty: 'Nothing needs your attention' },
  { value: 'sent', label: 'Sent', empty: 'Nothing scheduled was sent yet' },
  { value: 'canceled', label: 'Canceled', empty: 'Nothing was canceled' },
];

/** The agent's own scheduled messages; what is to come first, with what needs attention among it. */
export function ScheduledPage() {
  const [search, setSearch] = useSearchParams();
  const filter = filters.find(({ value }) => value === search.get('state')) ?? filters[0]!;
  const query = useMyScheduled(filter.value);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      heading="Scheduled Messages"
      lead="Messages that you have scheduled. Times are the recipient's and yours."
      trail={[{ label: 'Home', to: '/' }, { label: 'Lists' }, { label: 'Scheduled Messages' }]}
    >
      <SegmentedControl
        className={classes.filter}
        data={filters.map(({ value, label }) => ({ value, label }))}
        value={filter.value}
        onChange={(state) => setSearch(state === 'open' ? {} : { state }, { replace: true, preventScrollReset: true })}
        aria-label="Which scheduled messages"
        data-testid="scheduled-filter"
      />
      <Card flush label="Scheduled Messages">
        {query.isPending ? (
          <div className={classes.wait}>
            <Loader role="img" aria-label="Loading scheduled messages" />
          </div>
        ) : query.isError && items.length === 0 ? (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
        ) : items.length > 0 ? (
          <ul className={classes.list} data-testid="scheduled-list">
            {items.map((scheduled) => (
              <ScheduledItem key={scheduled.id} scheduled={scheduled} showRecord />
            ))}
          </ul>
        ) : (
          <EmptyState
            icon={<IconClock size={24} stroke={1.6} />}
            title={filter.empty}
            action={
              <Button component={Link} to="/lists/interactions/mine" variant="default">
                See my interactions
              </Button>
            }
          >
            In Compose Message, choose Send later.
          </EmptyState>
        )}
      </Card>
      <LoadMore list={query} />
      <span className="sr-only" role="status">
        {query.isPending ? '' : `${items.length} scheduled ${items.length === 1 ? 'message' : 'messages'} shown`}
      </span>
    </Page>
  );
}
