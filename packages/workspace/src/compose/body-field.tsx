import { Textarea } from '@mantine/core';
import classes from './compose.module.css';
import { segmentWords } from './text-words.js';
import type { PreflightView } from './use-preflight.js';

interface BodyFieldProps {
  value: string;
  maxLength: number;
  view: PreflightView;
  error: string | null;
  onChange: (body: string) => void;
}

/** The message. Segments are the server's count, so that they match the bill. */
export function BodyField({ value, maxLength, view, error, onChange }: BodyFieldProps) {
  const { preflight, current } = view;
  const segments = current && preflight && value !== '' ? segmentWords(preflight.text) : '';
  const length = current && preflight ? preflight.text.characters : value.length;
  return (
    <div>
      <Textarea
        label="Message"
        autosize
        minRows={4}
        maxRows={12}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        aria-describedby="compose-count"
        data-testid="compose-body"
      />
      <p id="compose-count" className={classes.count} data-over={length > maxLength || undefined}>
        <span>{segments}</span>
        <span>
          {length} of {maxLength} characters
        </span>
      </p>
    </div>
  );
}
