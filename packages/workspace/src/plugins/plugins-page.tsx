import { AdminOnly } from '../shell/admin-only.js';
import { Page } from '../shell/page.js';
import { NodeNotice } from './node-notice.js';
import { PluginList } from './plugin-list.js';
import classes from './plugins.module.css';
import { usePluginChange } from './use-plugin-change.js';

/** What runs, and the switches. */
export function PluginsPage() {
  return (
    <Page
      heading="Plugins"
      lead="What runs here. What you switch or set holds on every node without a restart, over the file, until it is taken back."
      trail={[{ label: 'Home', to: '/' }, { label: 'Administration' }, { label: 'Plugins' }]}
    >
      <AdminOnly>
        <Plugins />
      </AdminOnly>
    </Page>
  );
}

function Plugins() {
  const { ask, dialog, told } = usePluginChange();
  return (
    <div className={classes.stack}>
      <NodeNotice />
      {told}
      <PluginList onAsk={ask} />
      {dialog}
    </div>
  );
}
