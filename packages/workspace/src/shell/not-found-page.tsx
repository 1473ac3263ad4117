import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '../theme/empty-state.js';
import { Page } from './page.js';

export function NotFoundPage() {
  return (
    <Page heading="Page not found">
      <EmptyState
        icon={<IconMapOff size={24} stroke={1.6} />}
        title="There is no page at this address"
        action={
          <Button component={Link} to="/">
            Go home
          </Button>
        }
      >
        The link may be old, or mistyped.
      </EmptyState>
    </Page>
  );
}
