import { Textarea } from '@mantine/core';
import { useState } from 'react';
import classes from './config.module.css';
import { isSame } from './config-change.js';
import { jsonProblem } from './json-problem.js';

interface JsonInputProps {
  label: string;
  hint: string | null;
  /** `undefined`: empty. */
  value: unknown;
  readOnly: boolean;
  error: string | null;
  required?: boolean;
  /** A text that is JSON, and no object, does not fit. */
  onlyObject?: boolean;
  onChange: (value: unknown) => void;
  onFits?: (fits: boolean) => void;
}

const textOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value, null, 2));

/** A value for which there is no form, as JSON, with what is wrong at its place. */
export function JsonInput(props: JsonInputProps) {
  const { label, hint, value, readOnly, error, required = false, onlyObject = false, onChange, onFits } = props;
  const [text, setText] = useState(() => textOf(value));
  const [sent, setSent] = useState(value);
  // Changed from outside: discarded, or taken back.
  if (!isSame(sent, value)) {
    setSent(value);
    setText(textOf(value));
  }
  const edit = (next: string): void => {
    setText(next);
    const isEmpty = next.trim() === '' && !onlyObject;
    const fits = isEmpty || problemOf(next, onlyObject) === null;
    onFits?.(fits);
    if (!fits) return;
    const parsed: unknown = isEmpty ? undefined : JSON.parse(next);
    setSent(parsed);
    onChange(parsed);
  };
  const wrong = text.trim() === '' && !onlyObject ? null : problemOf(text, onlyObject);
  return (
    <Textarea
      label={label}
      description={hint}
      required={required}
      autosize
      minRows={3}
      maxRows={24}
      spellCheck={false}
      value={text}
      readOnly={readOnly}
      variant={readOnly ? 'filled' : 'default'}
      error={wrong ?? error}
      classNames={{ input: classes.json ?? '' }}
      onChange={(event) => edit(event.currentTarget.value)}
    />
  );
}

function problemOf(text: string, onlyObject: boolean): string | null {
  const problem = jsonProblem(text);
  if (problem !== null) return problem.message;
  return onlyObject && !text.trim().startsWith('{')
    ? 'This must be an object: names and values between { and }.'
    : null;
}
