import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ComposeOptions, SendMoment } from '../api/types.js';
import { SendMomentTimes } from '../scheduled/send-moment.js';
import { Notice } from '../theme/notice.js';
import classes from './compose.module.css';
import { agentZone, type Later } from './later.js';

interface WhenFieldProps {
  later: Later;
  options: ComposeOptions;
  /** As the server understands it; absent until it has answered. */
  moment: SendMoment | undefined;
  error: string | null;
  /** It was asked for just now. */
  takesFocus: boolean;
  onChange: (later: Later) => void;
}

/** When to send: a day and a time on the recipient's clock or the agent's, shown on both. */
export function WhenField({ later, options, moment, error, takesFocus, onChange }: WhenFieldProps) {
  const day = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) day.current?.focus();
  }, [takesFocus]);
  const { recipient } = options.timeZones;
  const name = options.person?.name ?? 'The recipient';
  const change = (part: Partial<Later>) => onChange({ ...later, ...part, instant: null });
  return (
    <fieldset className={classes.when} data-testid="compose-when">
      <legend>Send at</legend>
      <div className={classes.whenInputs}>
        <TextInput
          type="date"
          label="Day"
          value={later.day}
          onChange={(event) => change({ day: event.currentTarget.value })}
          error={error !== null}
          aria-describedby={error === null ? undefined : 'when-error'}
          data-testid="compose-day"
          ref={day}
        />
        <TextInput
          type="time"
          label="Time"
          value={later.time}
          onChange={(event) => change({ time: event.currentTarget.value })}
          error={error !== null}
          aria-describedby={error === null ? undefined : 'when-error'}
          data-testid="compose-time"
        />
        <NativeSelect
          label="On whose clock"
          value={recipient === null ? 'mine' : later.clock}
          onChange={(event) => change({ clock: event.currentTarget.value as Later['clock'] })}
          data={[
            ...(recipient === null ? [] : [{ value: 'recipient', label: `${name} (${recipient})` }]),
            { value: 'mine', label: `Mine (${agentZone(options)})` },
          ]}
          data-testid="compose-clock"
        />
      </div>
      {error === null ? null : (
        <p id="when-error" className={classes.whenError}>
          {error}
        </p>
      )}
      {recipient === null ? (
        <p className={classes.whenWords}>
          The recipient's time zone is not in their record, so the time is on your clock.
        </p>
      ) : null}
      {moment && error === null ? (
        <p className={classes.whenWords} data-testid="compose-moment">
          <SendMomentTimes at={moment.at} recipientZone={moment.recipientZone} name={options.person?.name ?? null} />
        </p>
      ) : null}
      {moment?.note ? <Notice tone="info">{moment.note}</Notice> : null}
    </fieldset>
  );
}
