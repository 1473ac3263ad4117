import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import classes from './config.module.css';
import { FieldInput } from './field-input.js';
import { Frame } from './frame.js';
import type { PartInputProps } from './list-input.js';
import { useItemFocus } from './use-item-focus.js';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** "Senders 1: Support US": by what names it, if anything does. */
function nameOf(label: string, index: number, item: Readonly<Record<string, unknown>>): string {
  const name = ['name', 'label', 'id', 'title']
    .map((key) => item[key])
    .find((one) => typeof one === 'string' && one !== '');
  return `${label} ${index + 1}${name === undefined ? '' : `: ${String(name)}`}`;
}

/** A list of things with several values each, such as senders. */
export function GroupsInput({
  field,
  shape,
  path,
  value,
  readOnly,
  problems,
  hint,
  error,
  onChange,
}: PartInputProps<'groups'>) {
  const { label, required } = field;
  const items: unknown[] = Array.isArray(value) ? value : [];
  const focus = useItemFocus();
  const set = (next: unknown[]): void => onChange(next.length === 0 && !required ? undefined : next);
  return (
    <Frame legend={label} hint={hint} error={error} required={required}>
      <div ref={focus.list} className={classes.items}>
        {items.map((item, index) => {
          const values = isObject(item) ? item : {};
          const at = `${path}[${index}]`;
          const own = problems.filter((problem) => problem.path === at).map(({ message }) => message);
          return (
            <Frame
              // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its place and nothing else
              key={index}
              bordered
              legend={nameOf(label, index, values)}
              error={own.length > 0 ? own.join(' ') : null}
              action={
                readOnly ? null : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Remove ${nameOf(label, index, values)}`}
                    onClick={() => {
                      set(items.toSpliced(index, 1));
                      focus.after(index);
                    }}
                  >
                    Remove
                  </Button>
                )
              }
            >
              <div className={classes.grid}>
                {shape.fields.map((one) => (
                  <FieldInput
                    key={one.name}
                    field={one}
                    path={`${at}.${one.name}`}
                    value={values[one.name]}
                    readOnly={readOnly}
                    problems={problems}
                    onChange={(next) => set(items.with(index, { ...values, [one.name]: next }))}
                  />
                ))}
              </div>
            </Frame>
          );
        })}
        {readOnly ? null : (
          <div>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              data-add
              onClick={() => {
                set([...items, {}]);
                focus.on(items.length);
              }}
            >
              Add to {label.toLowerCase()}
            </Button>
          </div>
        )}
      </div>
    </Frame>
  );
}
