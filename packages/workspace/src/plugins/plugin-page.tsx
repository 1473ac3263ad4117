import { Loader } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { useHasRole } from '../api/me.js';
import { usePlugin } from '../api/plugins.js';
import type { PluginDetails } from '../api/types.js';
import { ConfigCard } from '../plugin-config/config-card.js';
import { AdminOnly } from '../shell/admin-only.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Page } from '../shell/page.js';
import { Card } from '../theme/card.js';
import { Tag } from '../theme/tag.js';
import { NodeNotice } from './node-notice.js';
import { OrderCard } from './order-card.js';
import { PluginFacts } from './plugin-facts.js';
import { PluginHistory } from './plugin-history.js';
import { PluginState } from './plugin-state.js';
import { PluginSwitch } from './plugin-switch.js';
import classes from './plugins.module.css';
import { ResetCard } from './reset-card.js';
import { usePluginChange } from './use-plugin-change.js';

/** One plugin: how it is, its configuration, its order, its history. */
export function PluginPage() {
  const { id = '' } = useParams();
  if (useHasRole('admin')) return <LoadedPlugin key={id} id={id} />;
  return (
    <Page heading={id} trail={trailOf(id)}>
      <AdminOnly>{null}</AdminOnly>
    </Page>
  );
}

function LoadedPlugin({ id }: { id: string }) {
  const query = usePlugin(id);
  if (query.data) return <PluginView details={query.data} />;
  return (
    <Page heading={id} trail={trailOf(id)}>
      {query.isError ? (
        <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loader role="img" aria-label="Loading the plugin" />
      )}
    </Page>
  );
}

function PluginView({ details: { plugin, schema } }: { details: PluginDetails }) {
  const { ask, dialog, told } = usePluginChange();
  const { id, description, locked } = plugin;
  return (
    <Page
      documentTitle={`${id} – Plugins`}
      heading={id}
      lead={description}
      trail={trailOf(id)}
      actions={
        <>
          <PluginState plugin={plugin} />
          {locked ? <Tag icon={<IconLock size={14} aria-hidden />}>Locked by the file</Tag> : null}
          <PluginSwitch plugin={plugin} onAsk={ask} />
        </>
      }
    >
      <div className={classes.stack}>
        <NodeNotice />
        {told}
        {locked ? (
          <Card label="Locked">
            <p className={classes.text}>
              The configuration file says <code>locked: true</code> for this plugin. It is changed there, and nothing of
              it can be changed here.
            </p>
          </Card>
        ) : null}
        <PluginFacts plugin={plugin} onAsk={ask} />
        <ConfigCard plugin={plugin} schema={schema} onAsk={ask} />
        <OrderCard plugin={plugin} onAsk={ask} />
        <ResetCard plugin={plugin} onAsk={ask} />
        <PluginHistory plugin={plugin} onAsk={ask} />
      </div>
      {dialog}
    </Page>
  );
}

function trailOf(id: string) {
  return [
    { label: 'Home', to: '/' },
    { label: 'Administration' },
    { label: 'Plugins', to: '/admin/plugins' },
    { label: id },
  ];
}
