import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useHasRole } from '../api/me.js';
import { useLookUp } from '../api/messages.js';
import type { Message } from '../api/types.js';
import { lookUpLine } from './look-up-line.js';
import { SendAgainDialog } from './send-again-dialog.js';
import classes from './thread.module.css';

interface UnknownOutcomeProps {
  message: Message;
  /** Why it cannot be sent again here; `null`: it can be. */
  notAgain: string | null;
}

/** What is known of a message that may have gone out, and the two things that an agent can do about it. */
export function UnknownOutcome({ message, notAgain }: UnknownOutcomeProps) {
  const agent = useHasRole('agent_workspace_user');
  const [opened, dialog] = useDisclosure(false);
  const [told, setTold] = useState<string | null>(null);
  const lookUp = useLookUp(message);
  const canAsk = message.lookUp !== null && message.lookUp.state !== 'impossible';
  const check = () => {
    setTold(null);
    lookUp.mutate(undefined, {
      onSuccess: ({ words, message: { state } }) => {
        // Once it is known, this place is gone.
        if (state === 'unknown') setTold(words);
        else notifications.show({ message: words });
      },
      onError: (error) => setTold(error.message),
    });
  };
  return (
    <div className={classes.unknown} data-testid="unknown-outcome">
      <p className={classes.cause}>{lookUpLine(message)}</p>
      <p className={classes.cause}>{notAgain ?? ''}</p>
      <p className={classes.cause} role="status" data-testid="look-up-answer">
        {told ?? ''}
      </p>
      {agent && (canAsk || notAgain === null) ? (
        <Group gap={8} className={classes.unknownActions}>
          {canAsk ? (
            <Button
              size="compact-sm"
              variant="default"
              loading={lookUp.isPending}
              onClick={check}
              data-testid="check-again"
            >
              Check again
            </Button>
          ) : null}
          {notAgain === null ? (
            <Button size="compact-sm" variant="default" onClick={dialog.open} data-testid="send-again">
              Send again anyway
            </Button>
          ) : null}
          <SendAgainDialog message={message} opened={opened} onClose={dialog.close} />
        </Group>
      ) : null}
    </div>
  );
}
