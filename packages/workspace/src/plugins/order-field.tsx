import { TextInput } from '@mantine/core';
import type { ValueOrigin } from '../api/types.js';
import { originWords } from './plugin-standing.js';

interface OrderFieldProps {
  label: string;
  origin: ValueOrigin;
  value: string;
  placeholder?: string;
  disabled: boolean;
  error: string | null;
  onChange: (text: string) => void;
  testId: string;
}

export function OrderField({ label, origin, value, placeholder, disabled, error, onChange, testId }: OrderFieldProps) {
  return (
    <TextInput
      label={label}
      description={`From: ${originWords[origin]}`}
      inputMode="numeric"
      autoComplete="off"
      value={value}
      placeholder={placeholder}
      readOnly={disabled}
      variant={disabled ? 'filled' : 'default'}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      data-testid={testId}
    />
  );
}
