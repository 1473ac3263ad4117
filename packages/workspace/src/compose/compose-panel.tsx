import { Drawer, Loader } from '@mantine/core';
import { useState } from 'react';
import { useComposeOptions } from '../api/compose.js';
import type { Interaction, SendResult } from '../api/types.js';
import { typeWords } from '../interactions/interaction-words.js';
import { LoadFailed } from '../shell/load-failed.js';
import classes from './compose.module.css';
import { ComposeForm } from './compose-form.js';
import { SendResultView } from './send-result-view.js';

interface ComposePanelProps {
  opened: boolean;
  interaction: Interaction;
  /** The record's form has changes that a send does not know of. */
  unsavedRecord: boolean;
  onClose: () => void;
  /** The panel has gone from the screen. */
  onClosed: () => void;
}

/** Compose Message: a side panel, on a phone the whole screen. Closing keeps the draft. */
export function ComposePanel({ opened, interaction, unsavedRecord, onClose, onClosed }: ComposePanelProps) {
  const options = useComposeOptions(interaction.number, opened);
  const [result, setResult] = useState<SendResult | null>(null);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      // After a reload there is nothing to go back to but the button; the record page knows it.
      returnFocus={false}
      onExitTransitionEnd={() => {
        setResult(null);
        onClosed();
      }}
      position="right"
      size="min(1120px, 100vw)"
      radius={0}
      title={
        <>
          Compose Message
          <span className={classes.from}>
            from {interaction.number} · {typeWords[interaction.type]}
          </span>
        </>
      }
      closeButtonProps={{ 'aria-label': 'Close and keep the draft' }}
      classNames={{ content: classes.drawer, header: classes.header, title: classes.title, body: classes.drawerBody }}
    >
      {result ? (
        <SendResultView result={result} onClose={onClose} />
      ) : options.data ? (
        <ComposeForm
          interaction={interaction}
          options={options.data}
          unsavedRecord={unsavedRecord}
          onSent={setResult}
        />
      ) : options.isError ? (
        <LoadFailed error={options.error} onRetry={() => void options.refetch()} />
      ) : (
        <div className={classes.wait}>
          <Loader aria-label="Loading" />
        </div>
      )}
    </Drawer>
  );
}
