import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Plugin } from '../api/types.js';
import type { PluginChanging } from '../plugins/use-plugin-change.js';
import { useUnsavedGuard } from '../record/use-unsaved-guard.js';
import classes from './config.module.css';
import { JsonInput } from './json-input.js';
import { ProblemSummary } from './problem-summary.js';
import { useConfigChange } from './use-config-change.js';

interface ConfigJsonFormProps {
  plugin: Plugin;
  onAsk: PluginChanging['ask'];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The whole configuration as JSON. */
export function ConfigJsonForm({ plugin, onAsk }: ConfigJsonFormProps) {
  const { config, locked } = plugin;
  const form = useConfigChange(plugin, onAsk);
  const [fits, setFits] = useState(true);
  const guard = useUnsavedGuard(form.changed.length > 0 || !fits, 'this configuration');
  const change = (value: unknown): void => {
    if (!isObject(value)) return;
    // What is left out is cleared.
    const gone = Object.keys(config).filter((key) => !(key in value));
    form.set({ ...config, ...value, ...Object.fromEntries(gone.map((key) => [key, undefined])) });
  };
  return (
    <form
      noValidate
      data-testid="config-json"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) form.plan();
      }}
    >
      <ProblemSummary ref={form.summary} problems={form.problems} />
      <JsonInput
        label="Configuration as JSON"
        hint="A secret is never written here: write ${NAME}, the name of a variable of the environment."
        value={form.values}
        readOnly={locked}
        error={null}
        onlyObject
        onChange={change}
        onFits={setFits}
      />
      {locked ? null : (
        <div className={classes.bar}>
          <Button type="submit" disabled={form.changed.length === 0 || !fits} data-testid="config-plan">
            Show what changes
          </Button>
        </div>
      )}
      {guard.dialog}
    </form>
  );
}
