import { Button } from '@mantine/core';
import type { Plugin } from '../api/types.js';
import { originWords } from '../plugins/plugin-standing.js';
import { Tag } from '../theme/tag.js';
import classes from './config.module.css';
import type { ConfigField } from './config-fields.js';
import { labelOf } from './config-fields.js';
import type { ConfigProblem } from './config-problems.js';
import { FieldInput } from './field-input.js';
import { ProblemSummary } from './problem-summary.js';
import { secretProblems } from './secret-problems.js';
import type { ConfigChanging } from './use-config-change.js';

interface ConfigFormProps {
  plugin: Plugin;
  fields: readonly ConfigField[];
  form: ConfigChanging;
}

/** Values one by one, each with where it comes from. Nothing is changed before its plan was seen. */
export function ConfigForm({ plugin, fields, form }: ConfigFormProps) {
  const { config, origin, override, locked } = plugin;
  const known = new Set(fields.map(({ name }) => name));
  // What the schema does not know is wrong, and is shown, so that it can be taken away.
  const unknown = Object.keys(config).flatMap((name): ConfigField[] =>
    known.has(name)
      ? []
      : [{ name, label: labelOf(name), hint: null, required: false, default: undefined, shape: { kind: 'json' } }],
  );
  const all = [...fields, ...unknown];
  return (
    <form
      noValidate
      data-testid="config-form"
      onSubmit={(event) => {
        event.preventDefault();
        form.plan(secretProblems(all, form.values));
      }}
    >
      <ProblemSummary ref={form.summary} problems={form.problems} />
      <div className={classes.fields}>
        {all.map((field) => (
          <FormRow
            key={field.name}
            field={field}
            value={form.values[field.name]}
            from={originWords[origin.config[field.name] ?? 'default']}
            changed={form.changed.includes(field.name)}
            locked={locked}
            problems={form.problems}
            onChange={(value) => form.set({ [field.name]: value })}
            onTakeBack={
              override.config && field.name in override.config && !locked ? () => form.takeBack(field.name) : null
            }
          />
        ))}
      </div>
      {locked ? null : (
        <div className={classes.bar}>
          <Button type="submit" disabled={form.changed.length === 0} data-testid="config-plan">
            Show what changes
          </Button>
          {form.changed.length > 0 ? (
            <Button variant="default" onClick={form.discard}>
              Discard
            </Button>
          ) : null}
        </div>
      )}
    </form>
  );
}

interface FormRowProps {
  field: ConfigField;
  value: unknown;
  from: string;
  changed: boolean;
  locked: boolean;
  problems: readonly ConfigProblem[];
  onChange: (value: unknown) => void;
  onTakeBack: (() => void) | null;
}

function FormRow({ field, value, from, changed, locked, problems, onChange, onTakeBack }: FormRowProps) {
  const { name, label } = field;
  return (
    <div className={classes.row} data-testid={`config-${name}`} data-unsaved={changed || undefined}>
      <FieldInput field={field} path={name} value={value} readOnly={locked} problems={problems} onChange={onChange} />
      <div className={classes.origin}>
        <Tag tone={from === originWords.override ? 'accent' : 'neutral'}>{from}</Tag>
        {changed ? <Tag tone="warn">Unsaved</Tag> : null}
        {onTakeBack ? (
          <Button size="compact-sm" variant="default" onClick={onTakeBack} aria-label={`Take back ${label}`}>
            Take back
          </Button>
        ) : null}
      </div>
    </div>
  );
}
