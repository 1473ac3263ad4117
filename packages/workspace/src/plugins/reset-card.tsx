import { Button } from '@mantine/core';
import type { Plugin, PluginOverrideField } from '../api/types.js';
import { Card } from '../theme/card.js';
import classes from './plugins.module.css';
import type { PluginChanging } from './use-plugin-change.js';

const fieldWords: Readonly<Record<PluginOverrideField, string>> = {
  enabled: 'whether it is on',
  order: 'its order',
  contributionOrders: 'the order of its contributions',
  config: 'its configuration',
};

interface ResetCardProps {
  plugin: Plugin;
  onAsk: PluginChanging['ask'];
}

/** What was set here, and the way back to the file. */
export function ResetCard({ plugin: { id, override, locked }, onAsk }: ResetCardProps) {
  const set = (Object.keys(fieldWords) as PluginOverrideField[]).filter((field) => override[field] !== undefined);
  if (set.length === 0 || locked) return null;
  return (
    <Card title="Set here">
      <p className={classes.text}>
        Over the file stands what was set here:{' '}
        {new Intl.ListFormat('en').format(set.map((field) => fieldWords[field]))}. It stays so until it is taken back,
        whatever the file says.
      </p>
      <div className={classes.bar}>
        <Button
          variant="default"
          onClick={() =>
            onAsk({
              steps: [{ plugin: id, change: { reset: true } }],
              effects: ['What the file, the environment and the defaults say holds again.'],
            })
          }
          data-testid="plugin-reset"
        >
          Reset to the file
        </Button>
      </div>
    </Card>
  );
}
