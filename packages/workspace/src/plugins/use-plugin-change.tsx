import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { PluginStep } from '../api/plugins.js';
import type { PluginPlan } from '../api/types.js';
import { Notice } from '../theme/notice.js';
import { PlanDialog } from './plan-dialog.js';
import { changeTitle, doneTitle } from './plan-words.js';
import classes from './plugins.module.css';
import type { AppliedChange } from './use-apply-plans.js';

export interface AskedChange {
  /** Carried out one after another. */
  steps: readonly PluginStep[];
  /** Default: after the first step. */
  title?: string;
  effects?: readonly string[];
  onApplied?: () => void;
  /** It was looked at and left, because it cannot be done. */
  onBlocked?: (plan: PluginPlan) => void;
}

interface Done {
  title: string;
  applied: AppliedChange[];
}

/**
 * The way of every change of plugins: its plan in a dialog, then what became of it with a way back. Render `dialog` once, and `told` at the
 * top of what is changed.
 */
export function usePluginChange() {
  const [asked, setAsked] = useState<AskedChange | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const notice = useRef<HTMLDivElement>(null);
  const ask = (change: AskedChange): void => {
    opener.current = document.activeElement as HTMLElement | null;
    setAsked(change);
  };
  const first = asked?.steps[0];
  const finish = (title: string, applied: AppliedChange[]): void => {
    setAsked(null);
    setDone({ title, applied });
    // What was pressed may be gone, and the way back is here.
    notice.current?.focus();
  };
  const dialog = asked && first && (
    <PlanDialog
      title={asked.title ?? changeTitle(first)}
      steps={asked.steps}
      {...(asked.effects ? { effects: asked.effects } : {})}
      onApplied={(applied) => {
        asked.onApplied?.();
        finish(doneTitle(first), applied);
      }}
      onClose={({ applied, blocked }) => {
        if (applied.length > 0) return finish('Only a part of it was changed', applied);
        setAsked(null);
        opener.current?.focus();
        if (blocked) asked.onBlocked?.(blocked);
      }}
    />
  );
  const told: ReactNode = (
    <div ref={notice} role="status" tabIndex={-1} className={classes.told} data-testid="change-done">
      {done ? (
        <Notice tone="good" title={done.title}>
          <div className={classes.doneActions}>
            <span>Every node follows by itself.</span>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                ask({
                  title: 'Undo',
                  steps: done.applied
                    .toReversed()
                    .map(({ plugin, changeId }) => ({ plugin, change: { undo: changeId } })),
                })
              }
              data-testid="change-undo"
            >
              Undo
            </Button>
          </div>
        </Notice>
      ) : null}
    </div>
  );
  return { ask, dialog, told };
}

export type PluginChanging = ReturnType<typeof usePluginChange>;
