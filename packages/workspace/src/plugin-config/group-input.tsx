import { Button } from '@mantine/core';
import classes from './config.module.css';
import { FieldInput } from './field-input.js';
import { Frame } from './frame.js';
import type { PartInputProps } from './list-input.js';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values inside a value. One that need not be there is asked for. */
export function GroupInput({
  field,
  shape,
  path,
  value,
  readOnly,
  problems,
  hint,
  error,
  onChange,
}: PartInputProps<'group'>) {
  const { label, required } = field;
  const values = isObject(value) ? value : {};
  const isThere = value !== undefined || required;
  return (
    <Frame
      legend={label}
      hint={hint}
      error={error}
      required={required}
      action={
        readOnly || required ? null : isThere ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange(undefined)}
            aria-label={`Remove ${label}`}
          >
            Remove
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => onChange({})} aria-label={`Set ${label}`}>
            Set
          </Button>
        )
      }
    >
      {isThere ? (
        <div className={classes.grid}>
          {shape.fields.map((one) => (
            <FieldInput
              key={one.name}
              field={one}
              path={`${path}.${one.name}`}
              value={values[one.name]}
              readOnly={readOnly}
              problems={problems}
              onChange={(next) => onChange({ ...values, [one.name]: next })}
            />
          ))}
        </div>
      ) : (
        <p className={classes.hint}>Not set.</p>
      )}
    </Frame>
  );
}
