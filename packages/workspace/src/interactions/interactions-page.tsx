import { Button, Loader } from '@mantine/core';
import { IconFilterOff, IconInbox, IconPlus } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useInteractions } from '../api/interactions.js';
import { LoadFailed } from '../shell/load-failed.js';
import { LoadMore } from '../shell/load-more.js';
import { NotFoundPage } from '../shell/not-found-page.js';
import { Page } from '../shell/page.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import { InteractionFilters } from './interaction-filters.js';
import { InteractionList } from './interaction-list.js';
import classes from './interactions-page.module.css';
import { useInteractionFilter } from './use-interaction-filter.js';

const names = { mine: 'My Interactions', all: 'All Interactions' } as const;

export function InteractionsPage() {
  const { view } = useParams();
  if (view !== 'mine' && view !== 'all') return <NotFoundPage />;
  return <Interactions key={view} view={view} />;
}

function Interactions({ view }: { view: 'mine' | 'all' }) {
  const { filter, set, clear, filtered } = useInteractionFilter(view);
  const query = useInteractions(filter);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      heading={names[view]}
      trail={[{ label: 'Home', to: '/' }, { label: 'Lists' }, { label: 'Interactions' }, { label: names[view] }]}
      actions={
        <Button component={Link} to="/interactions/new" leftSection={<IconPlus size={18} />}>
          New interaction
        </Button>
      }
    >
      <InteractionFilters filter={filter} onChange={set} />
      <Card flush label={names[view]}>
        {query.isPending ? (
          <div className={classes.wait}>
            <Loader role="img" aria-label="Loading interactions" />
          </div>
        ) : query.isError && items.length === 0 ? (
          <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
        ) : items.length > 0 ? (
          <InteractionList items={items} label={names[view]} />
        ) : filtered ? (
          <EmptyState
            icon={<IconFilterOff size={24} stroke={1.6} />}
            title="Nothing fits this filter"
            action={
              <Button variant="default" onClick={clear}>
                Clear the filter
              </Button>
            }
          >
            Search finds the beginnings of words in number, description and people's names.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<IconInbox size={24} stroke={1.6} />}
            title={view === 'mine' ? 'Nothing is assigned to you' : 'There are no interactions yet'}
            action={
              view === 'mine' ? (
                <Button component={Link} to="/lists/interactions/all" variant="default">
                  See all interactions
                </Button>
              ) : undefined
            }
          >
            {view === 'mine'
              ? 'Open one from all interactions and assign it to yourself, or start a new one.'
              : 'Create one when a customer calls, writes or walks in.'}
          </EmptyState>
        )}
      </Card>
      <LoadMore list={query} />
      <span className="sr-only" role="status">
        {query.isPending ? '' : `${items.length} ${items.length === 1 ? 'interaction' : 'interactions'} shown`}
      </span>
    </Page>
  );
}
