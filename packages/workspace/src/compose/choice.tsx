import { Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './choice.module.css';

interface ChoiceProps {
  value: string;
  title: ReactNode;
  /** At the title's end. */
  aside?: ReactNode;
  detail?: ReactNode;
  /** Why it cannot be chosen. */
  blocked?: string | null;
  warning?: string | null;
}

/** One of several: what it is, how it came about, and, when it is blocked, why. */
export function Choice({ value, title, aside, detail, blocked, warning }: ChoiceProps) {
  return (
    <Radio
      value={value}
      disabled={Boolean(blocked)}
      classNames={{ root: classes.choice, body: classes.body, labelWrapper: classes.wrapper, label: classes.label }}
      label={
        <>
          <span className={classes.head}>
            <span className={classes.title}>{title}</span>
            {aside ? <span className={classes.aside}>{aside}</span> : null}
          </span>
          {detail ? <span className={classes.detail}>{detail}</span> : null}
          {warning ? <span className={classes.warning}>{warning}</span> : null}
          {blocked ? <span className={classes.blocked}>{blocked}</span> : null}
        </>
      }
    />
  );
}
