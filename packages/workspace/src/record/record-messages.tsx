import { Loader } from '@mantine/core';
import { IconMessageOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useComposeOptions } from '../api/compose.js';
import type { Interaction } from '../api/types.js';
import { LoadFailed } from '../shell/load-failed.js';
import { TimeAgo } from '../shell/time-ago.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import { Tag } from '../theme/tag.js';
import classes from './record.module.css';

/** Conversations that run with the person of this record. Their messages live in records of their own. */
export function RecordMessages({ interaction }: { interaction: Interaction }) {
  const { offered, reason } = interaction.compose;
  const options = useComposeOptions(interaction.number, offered);
  const running = options.data?.runningConversations ?? [];
  if (offered && options.isPending) {
    return (
      <div className={classes.wait}>
        <Loader role="img" aria-label="Loading conversations" />
      </div>
    );
  }
  if (options.isError) return <LoadFailed error={options.error} onRetry={() => void options.refetch()} />;
  if (running.length === 0) {
    return (
      <Card label="Messages">
        <EmptyState icon={<IconMessageOff size={24} stroke={1.6} />} title="No conversation is going on">
          {offered
            ? 'Press Compose Message to write to the customer. The conversation gets a record of its own and is linked here.'
            : (reason ?? 'Compose Message is not offered here.')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card flush title="Going on now">
      <p className={classes.lead}>
        With {options.data?.person?.name ?? 'this customer'}. Compose Message shows what a new message does to them.
      </p>
      <ul className={classes.conversations}>
        {running.map(({ number, recipientId, assignedTo, virtualAgent, lastMessageAt }) => (
          <li key={number}>
            <span>
              <Link to={`/interactions/${number}`} className="number">
                {number}
              </Link>{' '}
              <span className="muted number">{recipientId}</span>
            </span>
            <span>
              <Tag tone={virtualAgent ? 'info' : assignedTo ? 'accent' : 'neutral'}>
                {virtualAgent ? 'Virtual agent' : (assignedTo?.name ?? 'Unassigned')}
              </Tag>{' '}
              {lastMessageAt ? (
                <span className="muted small">
                  last message <TimeAgo time={lastMessageAt} />
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
