import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { numberOf } from './config-change.js';

interface NumberInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: unknown;
  onChange: (value: number | string | undefined) => void;
}

const textOf = (value: unknown): string => (value === undefined ? '' : String(value));

/** A number, or a reference to the environment. What is typed stays as it is typed. */
export function NumberInput({ value, onChange, ...props }: NumberInputProps) {
  const [text, setText] = useState(textOf(value));
  if (numberOf(text) !== value) setText(textOf(value));
  return (
    <TextInput
      {...props}
      inputMode="decimal"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(numberOf(event.currentTarget.value));
      }}
    />
  );
}
