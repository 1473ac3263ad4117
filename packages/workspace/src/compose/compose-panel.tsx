import { Drawer, Loader } from '@mantine/core';
import { useState } from 'react';
import { useComposeOptions } from '../api/compose.js';
import { useScheduledMessage } from '../api/scheduled.js';
import type { Interaction } from '../api/types.js';
import { typeWords } from '../interactions/interaction-words.js';
import { isOpen, scheduledStates } from '../scheduled/scheduled-words.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Notice } from '../theme/notice.js';
import classes from './compose.module.css';
import { ComposeForm, type ComposeResult } from './compose-form.js';
import { ScheduledResultView } from './scheduled-result-view.js';
import { SendResultView } from './send-result-view.js';

interface ComposePanelProps {
  opened: boolean;
  interaction: Interaction;
  /** The scheduled message that is opened, if one is. */
  scheduledId: string | null;
  /** The record's form has changes that a send does not know of. */
  unsavedRecord: boolean;
  onClose: () => void;
  /** The panel has gone from the screen. */
  onClosed: () => void;
}

/** Compose Message: a side panel, on a phone the whole screen. Closing keeps the draft. */
export function ComposePanel({
  opened,
  interaction,
  scheduledId,
  unsavedRecord,
  onClose,
  onClosed,
}: ComposePanelProps) {
  const options = useComposeOptions(interaction.number, opened);
  const [result, setResult] = useState<ComposeResult | null>(null);
  const scheduled = useScheduledMessage(opened ? scheduledId : null);
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
      {result?.kind === 'sent' ? (
        <SendResultView result={result.result} onClose={onClose} />
      ) : result ? (
        <ScheduledResultView scheduled={result.scheduled} onClose={onClose} />
      ) : scheduled.data && !isOpen(scheduled.data) ? (
        <div className={classes.result}>
          <Notice tone="warn" title="This scheduled message cannot be changed any more">
            {scheduledStates[scheduled.data.state].words}.
          </Notice>
        </div>
      ) : options.data && (scheduledId === null || scheduled.data) ? (
        <ComposeForm
          key={scheduledId}
          scheduled={scheduled.data ?? null}
          interaction={interaction}
          options={options.data}
          unsavedRecord={unsavedRecord}
          onSent={setResult}
        />
      ) : options.isError || scheduled.isError ? (
        <LoadFailed
          error={options.error ?? scheduled.error}
          onRetry={() => void (options.isError ? options.refetch() : scheduled.refetch())}
        />
      ) : (
        <div className={classes.wait}>
          <Loader aria-label="Loading" />
        </div>
      )}
    </Drawer>
  );
}
