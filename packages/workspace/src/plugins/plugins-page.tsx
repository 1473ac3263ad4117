import { AdminOnly } from '../shell/admin-only.js';
import { Page } from '../shell/page.js';
import classes from './admin.module.css';
import { ExtensionPointList } from './extension-point-list.js';
import { PluginList } from './plugin-list.js';

/** What runs, and who is asked at each extension point, in which order. */
export function PluginsPage() {
  return (
    <Page
      heading="Plugins"
      lead="What runs, and who is asked at each extension point. Plugins are switched in hailpoint.yaml."
      trail={[{ label: 'Home', to: '/' }, { label: 'Administration' }, { label: 'Plugins' }]}
    >
      <AdminOnly>
        <div className={classes.stack}>
          <PluginList />
          <ExtensionPointList />
        </div>
      </AdminOnly>
    </Page>
  );
}
