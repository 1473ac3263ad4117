import { Button } from '@mantine/core';
import type { Plugin } from '../api/types.js';
import { ProblemNotice } from './problem-notice.js';
import type { PluginChanging } from './use-plugin-change.js';

/** What keeps a plugin from running; one that is on can be tried again. Nothing where nothing does. */
export function PluginProblem({ plugin, onAsk }: { plugin: Plugin; onAsk: PluginChanging['ask'] }) {
  const { id, enabled, locked, problem } = plugin;
  if (!problem) return null;
  const title = `Try again: ${id}`;
  const again = (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => onAsk({ title, steps: [{ plugin: id, change: { enabled: true } }] })}
      aria-label={title}
    >
      Try again
    </Button>
  );
  return <ProblemNotice problem={problem} ready={enabled} action={enabled && !locked ? again : undefined} />;
}
