import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useExtensionPoints, usePlugins } from '../api/plugins.js';
import { AdminOnly } from '../shell/admin-only.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Page } from '../shell/page.js';
import { ExplainCard } from './explain-card.js';
import { ExtensionPointCard } from './extension-point-card.js';
import { NodeNotice } from './node-notice.js';
import classes from './plugins.module.css';
import { usePluginChange } from './use-plugin-change.js';

/** Who is asked about what, in which order and why, and what became of the calls. */
export function ExtensionPointsPage() {
  return (
    <Page
      heading="Extension points"
      lead="Where plugins decide: who is asked, in which order and why, and how it went since they started on this node."
      trail={[{ label: 'Home', to: '/' }, { label: 'Administration' }, { label: 'Extension points' }]}
    >
      <AdminOnly>
        <Points />
      </AdminOnly>
    </Page>
  );
}

function Points() {
  const points = useExtensionPoints();
  const plugins = usePlugins();
  const { ask, dialog, told } = usePluginChange();
  const { hash } = useLocation();
  const isThere = points.data !== undefined;
  useEffect(() => {
    // The point that a link leads to is there only now.
    if (isThere && hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [isThere, hash]);
  if (points.isPending) return <Loader role="img" aria-label="Loading extension points" />;
  if (points.isError) return <LoadFailed error={points.error} onRetry={() => void points.refetch()} />;
  return (
    <div className={classes.stack}>
      <NodeNotice />
      {told}
      <ExplainCard />
      {points.data.items.map((point) => (
        <ExtensionPointCard key={point.id} point={point} plugins={plugins.data?.items ?? []} onAsk={ask} />
      ))}
      {dialog}
    </div>
  );
}
