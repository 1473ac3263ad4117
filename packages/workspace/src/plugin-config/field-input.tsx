// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ConfigField } from './config-fields.js';
import { type ConfigProblem, isWithin } from './config-problems.js';
import { GroupInput } from './group-input.js';
import { GroupsInput } from './groups-input.js';
import { JsonInput } from './json-input.js';
import { ListInput } from './list-input.js';
import { NumberInput } from './number-input.js';

export interface FieldInputProps {
  field: ConfigField;
  /** From the top, such as `senders[0].address`. */
  path: string;
  value: unknown;
  readOnly: boolean;
  problems: readonly ConfigProblem[];
  onChange: (value: unknown) => void;
}

const SECRET =
  'A secret: only the name of a variable of the environment is written here, such as ${NAME}. The secret itself is never stored.';

/** The input for a value, by its shape. A text where a number or a switch is expected is a reference to the environment, and stays a text. */
export function FieldInput({ field, path, value, readOnly, problems, onChange }: FieldInputProps) {
  const { label, required, shape } = field;
  const ofIt = problems.filter((problem) =>
    shape.kind === 'group' || shape.kind === 'groups' || shape.kind === 'list'
      ? problem.path === path
      : isWithin(problem.path, path),
  );
  const error = ofIt.length > 0 ? ofIt.map(({ message }) => message).join(' ') : null;
  const hint = shape.kind === 'text' && shape.secret ? [SECRET, field.hint].filter(Boolean).join(' ') : field.hint;
  const common = {
    label,
    description: hint,
    required,
    error,
    readOnly,
    variant: readOnly ? 'filled' : 'default',
    autoComplete: 'off',
  } as const;
  const inner = { field, path, value, readOnly, problems, onChange, hint, error };
  switch (shape.kind) {
    case 'text': {
      const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
      const change = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || undefined);
      return shape.long || text.includes('\n') ? (
        <Textarea {...common} autosize minRows={2} maxRows={8} value={text} onChange={change} />
      ) : (
        <TextInput {...common} spellCheck={false} value={text} onChange={change} />
      );
    }
    case 'number':
      return <NumberInput {...common} value={value} onChange={onChange} />;
    case 'boolean':
    case 'choice': {
      const options = shape.kind === 'boolean' ? [true, false] : shape.options;
      const words = (option: unknown): string => (option === true ? 'On' : option === false ? 'Off' : String(option));
      const isOther = value !== undefined && !options.some((option) => option === value);
      const all = isOther ? [value, ...options] : options;
      return (
        <NativeSelect
          {...common}
          disabled={readOnly}
          data={[
            ...(required && value !== undefined ? [] : [{ value: '', label: 'Not set' }]),
            ...all.map((option) => ({ value: JSON.stringify(option), label: words(option) })),
          ]}
          value={value === undefined ? '' : JSON.stringify(value)}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' ? undefined : JSON.parse(currentTarget.value))
          }
        />
      );
    }
    case 'list':
      return <ListInput {...inner} shape={shape} />;
    case 'group':
      return <GroupInput {...inner} shape={shape} />;
    case 'groups':
      return <GroupsInput {...inner} shape={shape} />;
    case 'json':
      return (
        <JsonInput
          label={label}
          hint={hint}
          required={required}
          value={value}
          readOnly={readOnly}
          error={error}
          onChange={onChange}
        />
      );
  }
}
