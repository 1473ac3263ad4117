import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { Problem } from '../api/problem.js';
import { EmptyState } from '../theme/empty-state.js';

/** Something could not be read: what, why, and the way to try again. */
export function LoadFailed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const title = error instanceof Problem ? error.title : 'This could not be loaded';
  const text = error instanceof Error ? error.message : 'Something unexpected happened. Load the page again.';
  return (
    <div role="alert">
      <EmptyState
        icon={<IconCloudOff size={24} stroke={1.6} />}
        title={title}
        action={
          onRetry ? (
            <Button variant="default" onClick={onRetry}>
              Try again
            </Button>
          ) : undefined
        }
      >
        {text}
      </EmptyState>
    </div>
  );
}
