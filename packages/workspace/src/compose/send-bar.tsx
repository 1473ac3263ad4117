import { Button } from '@mantine/core';
import { IconClock, IconClockCheck, IconRefresh, IconSend } from '@tabler/icons-react';
import classes from './compose.module.css';
import { SendNotice } from './send-notice.js';
import type { SendReadiness } from './send-readiness.js';
import type { SendState } from './use-send.js';

interface SendBarProps {
  readiness: SendReadiness;
  state: SendState;
  differsFromUnanswered: boolean;
  /** It is sent at a moment, and not now. */
  later: boolean;
  onLater: (later: boolean) => void;
}

/** Send, and what keeps it from being pressed. It stays focusable, so that the reason is heard. */
export function SendBar({ readiness, state, differsFromUnanswered, later, onLater }: SendBarProps) {
  const again = state.kind === 'unreachable' && !differsFromUnanswered;
  const Icon = again ? IconRefresh : later ? IconClockCheck : IconSend;
  return (
    <div className={classes.foot}>
      <SendNotice state={state} differsFromUnanswered={differsFromUnanswered} />
      <div className={classes.sendRow}>
        <p id="send-missing" className={classes.missing}>
          {readiness.ready ? '' : readiness.missing}
        </p>
        <Button
          variant="default"
          size="md"
          leftSection={later ? <IconSend size={18} stroke={1.8} /> : <IconClock size={18} stroke={1.8} />}
          onClick={() => onLater(!later)}
          data-testid="compose-later"
        >
          {later ? 'Send now' : 'Send later'}
        </Button>
        <Button
          type="submit"
          size="md"
          loading={state.kind === 'sending'}
          leftSection={<Icon size={18} stroke={1.8} />}
          aria-disabled={!readiness.ready}
          data-disabled={!readiness.ready || undefined}
          aria-describedby="send-missing"
          data-testid="compose-send"
        >
          {again ? 'Try again' : later ? 'Schedule' : 'Send'}
        </Button>
      </div>
    </div>
  );
}
