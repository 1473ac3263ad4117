import { Button, Loader } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useInteractions } from '../api/interactions.js';
import { InteractionList } from '../interactions/interaction-list.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import classes from './home-page.module.css';

/** The five that changed last. */
export function MyInteractions() {
  const query = useInteractions({ view: 'mine', sort: '-updated', limit: 5 });
  const items = query.data?.pages[0]?.items ?? [];
  return (
    <Card flush title="My Interactions" action={<Link to="/lists/interactions/mine">See all</Link>}>
      {query.isPending ? (
        <div className={classes.wait}>
          <Loader role="img" aria-label="Loading my interactions" />
        </div>
      ) : query.isError && items.length === 0 ? (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState
          icon={<IconInbox size={24} stroke={1.6} />}
          title="Nothing is assigned to you"
          action={
            <Button component={Link} to="/lists/interactions/all" variant="default">
              See all interactions
            </Button>
          }
        >
          Open an interaction and assign it to yourself, or create a new one when a customer calls.
        </EmptyState>
      ) : (
        <InteractionList items={items} label="My interactions, last updated" />
      )}
    </Card>
  );
}
