import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import classes from './config.module.css';
import type { FieldShape } from './config-fields.js';
import { isWithin } from './config-problems.js';
import { FieldInput, type FieldInputProps } from './field-input.js';
import { Frame } from './frame.js';
import { useItemFocus } from './use-item-focus.js';

export interface PartInputProps<Kind extends FieldShape['kind']> extends FieldInputProps {
  shape: Extract<FieldShape, { kind: Kind }>;
  hint: string | null;
  error: string | null;
}

/** Texts or numbers, one below the other. */
export function ListInput({
  field,
  shape,
  path,
  value,
  readOnly,
  problems,
  hint,
  error,
  onChange,
}: PartInputProps<'list'>) {
  const items: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const { label, required } = field;
  const focus = useItemFocus();
  const set = (next: unknown[]): void => onChange(next.length === 0 && !required ? undefined : next);
  return (
    <Frame legend={label} hint={hint} error={error} required={required}>
      <div ref={focus.list} className={classes.items}>
        {items.map((item, index) => {
          const at = `${path}[${index}]`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry is known by its place and nothing else
            <div key={index} className={classes.item}>
              <FieldInput
                field={{
                  name: '',
                  label: `${label} ${index + 1}`,
                  hint: null,
                  required: false,
                  default: undefined,
                  shape: shape.item,
                }}
                path={at}
                value={item}
                readOnly={readOnly}
                problems={problems.filter((problem) => isWithin(problem.path, at))}
                onChange={(next) => set(items.with(index, next ?? ''))}
              />
              {readOnly ? null : (
                <ActionIcon
                  variant="default"
                  size={36}
                  className={classes.remove}
                  aria-label={`Remove ${label} ${index + 1}`}
                  onClick={() => {
                    set(items.toSpliced(index, 1));
                    focus.after(index);
                  }}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </div>
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
                set([...items, '']);
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
