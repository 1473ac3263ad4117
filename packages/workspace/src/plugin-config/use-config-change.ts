import { useRef, useState } from 'react';
import type { Plugin } from '../api/types.js';
import type { PluginChanging } from '../plugins/use-plugin-change.js';
import { changedKeys, configChange, type EditedConfig, editedConfig, stuckKeys } from './config-change.js';
import { type ConfigProblem, configProblemsOf, isWithin } from './config-problems.js';

const STUCK = 'The file sets this value. Enter another one, or remove it from the file: here it cannot be taken away.';

/** What was edited of a configuration, what is wrong with it, and the way to its plan. */
export function useConfigChange(plugin: Plugin, onAsk: PluginChanging['ask']) {
  const { id, config, origin } = plugin;
  const [edited, setEdited] = useState<EditedConfig>({});
  const [problems, setProblems] = useState<readonly ConfigProblem[]>([]);
  const summary = useRef<HTMLDivElement>(null);
  const changed = changedKeys(config, edited);
  const tell = (found: readonly ConfigProblem[]): void => {
    setProblems(found);
    // After it is there.
    if (found.length > 0) requestAnimationFrame(() => summary.current?.focus());
  };
  const set = (part: EditedConfig): void => {
    setEdited((before) => ({ ...before, ...part }));
    setProblems((before) => before.filter(({ path }) => !Object.keys(part).some((key) => isWithin(path, key))));
  };
  const discard = (): void => {
    setEdited({});
    setProblems([]);
  };
  /** @param found what is wrong already, before anybody is asked */
  const plan = (found: readonly ConfigProblem[] = []): void => {
    const stuck = stuckKeys(config, edited, origin.config).map((path) => ({ path, message: STUCK }));
    const wrong = [...found, ...stuck];
    tell(wrong);
    if (wrong.length > 0) return;
    onAsk({
      steps: [{ plugin: id, change: { config: configChange(config, edited) } }],
      onApplied: discard,
      onBlocked: (blocked) => tell(configProblemsOf(blocked)),
    });
  };
  const takeBack = (key: string): void =>
    onAsk({
      title: `Take back ${key}`,
      steps: [{ plugin: id, change: { config: { [key]: null } } }],
      effects: ['What the file, the environment or the default says holds again.'],
      onApplied: () => setEdited(({ [key]: _, ...rest }) => rest),
    });
  return { values: editedConfig(config, edited), changed, problems, summary, set, discard, plan, takeBack };
}

export type ConfigChanging = ReturnType<typeof useConfigChange>;
