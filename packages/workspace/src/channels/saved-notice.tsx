import { Button } from '@mantine/core';
import { Notice } from '../theme/notice.js';
import styles from './channels.module.css';
import type { ChannelSaving } from './use-save-channels.js';

interface SavedNoticeProps {
  saving: ChannelSaving;
  onUndone: () => void;
}

/** What became of saving, with the way back. Always there, so that what comes into it is read out. */
export function SavedNotice({ saving, onUndone }: SavedNoticeProps) {
  const { notice, error, saved, save, isPending } = saving;
  const undo = saved ? (
    <Button
      size="compact-sm"
      variant="default"
      loading={isPending}
      onClick={() => save(saved.undo, onUndone)}
      data-testid="channels-undo"
    >
      Undo
    </Button>
  ) : null;
  return (
    <div ref={notice} role="status" tabIndex={-1} className={styles.told}>
      {error ? (
        <Notice tone="bad" title={saved ? 'Not all of it was saved' : 'Nothing was saved'}>
          <div className={styles.done}>
            <span>{error.message}</span>
            {undo}
          </div>
        </Notice>
      ) : saved ? (
        <Notice tone="good" title="Saved">
          <div className={styles.done}>
            <span>Agents see it the next time they open Compose Message.</span>
            {undo}
          </div>
        </Notice>
      ) : null}
    </div>
  );
}
