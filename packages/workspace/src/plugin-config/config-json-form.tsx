import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Plugin } from '../api/types.js';
import classes from './config.module.css';
import type { ConfigField } from './config-fields.js';
import { JsonInput } from './json-input.js';
import { ProblemSummary } from './problem-summary.js';
import { secretProblems } from './secret-problems.js';
import type { ConfigChanging } from './use-config-change.js';

interface ConfigJsonFormProps {
  plugin: Plugin;
  /** None: its package brings no schema. */
  fields: readonly ConfigField[];
  form: ConfigChanging;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The whole configuration as JSON. */
export function ConfigJsonForm({ plugin, fields, form }: ConfigJsonFormProps) {
  const { config, locked } = plugin;
  const [fits, setFits] = useState(true);
  // Counts how often everything was discarded: the text begins anew then, also one that was no JSON.
  const [discarded, setDiscarded] = useState(0);
  const change = (value: unknown): void => {
    if (!isObject(value)) return;
    // What is left out is cleared.
    const gone = Object.keys(form.values).filter((key) => !(key in value));
    form.set({ ...config, ...value, ...Object.fromEntries(gone.map((key) => [key, undefined])) });
  };
  return (
    <form
      noValidate
      data-testid="config-json"
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) form.plan(secretProblems(fields, form.values));
      }}
    >
      <ProblemSummary ref={form.summary} problems={form.problems} />
      <JsonInput
        key={discarded}
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
          {form.changed.length > 0 || !fits ? (
            <Button
              variant="default"
              onClick={() => {
                form.discard();
                setFits(true);
                setDiscarded(discarded + 1);
              }}
            >
              Discard
            </Button>
          ) : null}
        </div>
      )}
    </form>
  );
}
