import { Radio } from '@mantine/core';
import type { ComposeChannel } from '../api/types.js';
import { Choice } from './choice.js';
import classes from './compose.module.css';

interface ChannelFieldProps {
  channels: ComposeChannel[];
  value: string;
  /** What ends by itself is no matter: the preflight says whether it stands in the way then. */
  later: boolean;
  error: string | null;
  onChange: (channel: string) => void;
}

/** The active channels in the admin's order; one that cannot be used says why, and can be looked at all the same. */
export function ChannelField({ channels, value, later, error, onChange }: ChannelFieldProps) {
  return (
    <Radio.Group label="Channel" value={value} onChange={onChange} error={error} data-testid="compose-channel">
      <div className={classes.channels}>
        {channels.map(({ channel, name, available, reasons }) => (
          <Choice
            key={channel}
            value={channel}
            title={name}
            warning={
              available || (later && reasons.every(({ until }) => until))
                ? null
                : reasons.map(({ reason }) => reason).join(' ') || 'Not usable at present.'
            }
          />
        ))}
      </div>
    </Radio.Group>
  );
}
