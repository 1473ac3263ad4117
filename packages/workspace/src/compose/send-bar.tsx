import { Button } from '@mantine/core';
import { IconRefresh, IconSend } from '@tabler/icons-react';
import classes from './compose.module.css';
import { SendNotice } from './send-notice.js';
import type { SendReadiness } from './send-readiness.js';
import type { SendState } from './use-send.js';

interface SendBarProps {
  readiness: SendReadiness;
  state: SendState;
  differsFromUnanswered: boolean;
}

/** Send, and what keeps it from being pressed. It stays focusable, so that the reason is heard. */
export function SendBar({ readiness, state, differsFromUnanswered }: SendBarProps) {
  const again = state.kind === 'unreachable' && !differsFromUnanswered;
  return (
    <div className={classes.foot}>
      <SendNotice state={state} differsFromUnanswered={differsFromUnanswered} />
      <div className={classes.sendRow}>
        <p id="send-missing" className={classes.missing}>
          {readiness.ready ? '' : readiness.missing}
        </p>
        <Button
          type="submit"
          size="md"
          loading={state.kind === 'sending'}
          leftSection={again ? <IconRefresh size={18} stroke={1.8} /> : <IconSend size={18} stroke={1.8} />}
          aria-disabled={!readiness.ready}
          data-disabled={!readiness.ready || undefined}
          aria-describedby="send-missing"
          data-testid="compose-send"
        >
          {again ? 'Try again' : 'Send'}
        </Button>
      </div>
    </div>
  );
}
