import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleCheck, IconSend } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { Interaction } from '../api/types.js';
import { isClosed } from '../interactions/interaction-words.js';
import { CloseDialog } from './close-dialog.js';
import classes from './record.module.css';

interface RecordActionsProps {
  interaction: Interaction;
  composeButton: Ref<HTMLButtonElement>;
  onCompose: () => void;
}

/** Close and Compose Message; where composing is not offered, the reason stands beside it. */
export function RecordActions({ interaction, composeButton, onCompose }: RecordActionsProps) {
  const [closing, dialog] = useDisclosure(false);
  const { offered, reason } = interaction.compose;
  return (
    <div className={classes.actions}>
      <div className={classes.buttons}>
        {isClosed(interaction.state) ? null : (
          <Button variant="default" leftSection={<IconCircleCheck size={18} stroke={1.7} />} onClick={dialog.open}>
            Close interaction
          </Button>
        )}
        <Button
          ref={composeButton}
          leftSection={<IconSend size={18} stroke={1.7} />}
          onClick={() => offered && onCompose()}
          aria-disabled={!offered}
          data-disabled={!offered || undefined}
          aria-describedby={offered ? undefined : 'compose-reason'}
          data-testid="compose-open"
        >
          Compose Message
        </Button>
      </div>
      {offered ? null : (
        <p id="compose-reason" className={classes.reason}>
          {reason ?? 'Compose Message is not offered here.'}
        </p>
      )}
      <CloseDialog interaction={interaction} opened={closing} onClose={dialog.close} />
    </div>
  );
}
