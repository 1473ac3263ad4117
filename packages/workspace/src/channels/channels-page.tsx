import { Loader } from '@mantine/core';
import { IconMessageOff } from '@tabler/icons-react';
import { useChannels } from '../api/admin.js';
import { AdminOnly } from '../shell/admin-only.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Page } from '../shell/page.js';
import { Card } from '../theme/card.js';
import { EmptyState } from '../theme/empty-state.js';
import { ChannelTable } from './channel-table.js';

/** The channel configurations: which channels agents may start, in which order and how. */
export function ChannelsPage() {
  return (
    <Page
      heading="Channels"
      lead="Which channels agents may start a conversation on. The lowest order comes first in Compose Message."
      trail={[{ label: 'Home', to: '/' }, { label: 'Administration' }, { label: 'Channels' }]}
    >
      <AdminOnly>
        <Channels />
      </AdminOnly>
    </Page>
  );
}

function Channels() {
  const channels = useChannels();
  if (channels.isPending) return <Loader role="img" aria-label="Loading channels" />;
  if (channels.isError) return <LoadFailed error={channels.error} onRetry={() => void channels.refetch()} />;
  if (channels.data.items.length === 0) {
    return (
      <Card label="Channels">
        <EmptyState icon={<IconMessageOff size={24} stroke={1.6} />} title="No plugin brings a channel">
          Switch a channel plugin on under Plugins, such as sms-simulator or sms-twilio.
        </EmptyState>
      </Card>
    );
  }
  return <ChannelTable channels={channels.data.items} />;
}
