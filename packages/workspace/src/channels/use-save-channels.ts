import { useRef, useState } from 'react';
import { type ChannelChange, useChangeChannels } from '../api/admin.js';
import { Problem } from '../api/problem.js';
import type { ChannelConfiguration } from '../api/types.js';
import { undoOf } from './channel-values.js';

export interface Saved {
  channels: readonly string[];
  /** What brings back what held before. */
  undo: ChannelChange[];
}

/** Saves channels, and knows the way back. */
export function useSaveChannels(channels: readonly ChannelConfiguration[]) {
  const [saved, setSaved] = useState<Saved | null>(null);
  /** Of the channel that was being saved. */
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const notice = useRef<HTMLDivElement>(null);
  const done = useRef<ChannelChange[]>([]);
  const mutation = useChangeChannels((change) => done.current.push(change));
  const save = (changes: ChannelChange[], onSaved: () => void): void => {
    done.current = [];
    setErrors({});
    setSaved(null);
    const finish = (): void => {
      const undo = undoOf(channels, done.current);
      if (undo.length > 0) setSaved({ channels: undo.map(({ channel }) => channel), undo });
      // What was pressed is gone, and the way back is here.
      notice.current?.focus();
    };
    mutation.mutate(changes, {
      onSuccess: () => {
        onSaved();
        finish();
      },
      onError: (error) => {
        const failed = changes[done.current.length];
        const order = error instanceof Problem ? error.fieldErrors()['order'] : undefined;
        if (failed && order) setErrors({ [failed.channel]: order });
        finish();
      },
    });
  };
  const forget = (): void => {
    setSaved(null);
    setErrors({});
    if (mutation.isError) mutation.reset();
  };
  return { save, forget, saved, errors, error: mutation.error, isPending: mutation.isPending, notice };
}

export type ChannelSaving = ReturnType<typeof useSaveChannels>;
