import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Plugin } from '../api/types.js';
import type { PluginChanging } from '../plugins/use-plugin-change.js';
import { useUnsavedGuard } from '../record/use-unsaved-guard.js';
import { Card } from '../theme/card.js';
import classes from './config.module.css';
import { configFields } from './config-fields.js';
import { ConfigForm } from './config-form.js';
import { ConfigJsonForm } from './config-json-form.js';
import { useConfigChange } from './use-config-change.js';

interface ConfigCardProps {
  plugin: Plugin;
  /** `null`: it has none, or its package does not bring it. */
  schema: Record<string, unknown> | null;
  onAsk: PluginChanging['ask'];
}

/** The configuration of a plugin: as a form where its schema allows one, as JSON always. */
export function ConfigCard({ plugin, schema, onAsk }: ConfigCardProps) {
  const fields = configFields(schema);
  const [asJson, setAsJson] = useState(false);
  // What was edited stays when the other way to show it is chosen.
  const change = useConfigChange(plugin, onAsk);
  const guard = useUnsavedGuard(change.changed.length > 0, 'this configuration');
  const isEmpty = fields?.length === 0 && Object.keys(plugin.config).length === 0;
  if (isEmpty || (schema === null && Object.keys(plugin.config).length === 0)) {
    return (
      <Card title="Configuration">
        <p className="muted">This plugin has nothing to configure.</p>
      </Card>
    );
  }
  return (
    <Card
      title="Configuration"
      action={
        fields === null ? undefined : (
          <SegmentedControl
            size="xs"
            data={[
              { value: 'form', label: 'Form' },
              { value: 'json', label: 'JSON' },
            ]}
            value={asJson ? 'json' : 'form'}
            onChange={(value) => setAsJson(value === 'json')}
            aria-label="Form or JSON"
            data-testid="config-as"
          />
        )
      }
    >
      {fields === null || asJson ? (
        <>
          {fields === null ? (
            <p className={classes.hint}>Its package brings no schema that a form could be made from.</p>
          ) : null}
          <ConfigJsonForm plugin={plugin} fields={fields ?? []} form={change} />
        </>
      ) : (
        <ConfigForm plugin={plugin} fields={fields} form={change} />
      )}
      {guard.dialog}
    </Card>
  );
}
