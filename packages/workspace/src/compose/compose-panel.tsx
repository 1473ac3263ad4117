import { Drawer, Loader } from '@mantine/core';
import { useState } from 'react';
import { useComposeOptions } from '../api/compose.js';
import { useScheduledMessage } from '../api/scheduled.js';
import type { Interaction, ScheduledMessage } from '../api/types.js';
import { typeWords } from '../interactions/interaction-words.js';
import { isOpen, scheduledStates } from '../scheduled/scheduled-words.js';
import { LoadFailed } from '../shell/load-failed.js';
import { Notice } from '../theme/notice.js';
import classes from './compose.module.css';
import { ComposeForm, type ComposeResult } from './compose-form.js';
import { ScheduledResultView } from './scheduled-result-view.js';
import { SendResultView } from './send-result-view.js';
import { sinceOpened } from './since-opened.js';

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
  // As it was when it was opened, whatever becomes of it: what is typed, and the version that it may replace, go by that.
  const [pinned, setPinned] = useState<ScheduledMessage | null>(null);
  const wanted = scheduledId === null ? null : scheduled.isFetchedAfterMount ? scheduled.data : undefined;
  if (opened && wanted !== undefined && wanted?.id !== pinned?.id) setPinned(wanted);
  const isPinned = !opened || (pinned?.id ?? null) === scheduledId;
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      // After a reload there is nothing to go back to but the button; the record page knows it.
      returnFocus={false}
      onExitTransitionEnd={() => {
        setResult(null);
        setPinned(null);
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
      ) : isPinned && pinned && !isOpen(pinned) ? (
        <div className={classes.result}>
          <Notice tone="warn" title="This scheduled message cannot be changed any more">
            {scheduledStates[pinned.state].words}.
          </Notice>
        </div>
      ) : options.data && isPinned ? (
        <ComposeForm
          key={pinned ? `${pinned.id}.${pinned.version}` : null}
          scheduled={pinned}
          since={sinceOpened(pinned, scheduled.data ?? null)}
          onOpenAnew={() => setPinned(scheduled.data ?? null)}
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
          <Loader role="img" aria-label="Loading" />
        </div>
      )}
    </Drawer>
  );
}
