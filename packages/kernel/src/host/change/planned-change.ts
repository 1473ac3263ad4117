import type { PluginProblem } from '../report/start-report.js';

/**
 * - `start`: its code is loaded if it is not yet; a new instance starts.
 * - `stop`: takes no new calls, finishes those in flight, and stops.
 * - `stop_sending`: as `stop`, but it still listens to its carriers.
 * - `resume`: what only listened is used again.
 * - `reconfigure`: a new instance starts with the new configuration and takes the place of the old one, which finishes what it began.
 * - `reorder`: the same instance at another place.
 * - `update`: nothing that runs changes.
 */
export type ChangeAction = 'start' | 'stop' | 'stop_sending' | 'resume' | 'reconfigure' | 'reorder' | 'update';

/** What a change of the configuration means for one plugin. */
export interface PlannedChange {
  readonly id: string;
  readonly package: string;
  readonly action: ChangeAction;
  /** It was switched on, and is not any more; whether it ran here or not. */
  readonly leaves: boolean;
  /** Points that its manifest names, or that it contributes to at present. */
  readonly contributes: readonly string[];
  /** What keeps it from running. Of a plugin that shall run it blocks the whole change; of another one it is a warning. */
  readonly problem?: PluginProblem;
}

export interface ChangePlan {
  /** Of every plugin for which something changes, in the configuration's order; what is not listed any more comes last. */
  readonly changes: readonly PlannedChange[];
  /** A plugin that shall run cannot: nothing of the change is carried out. */
  readonly blocked: boolean;
}
