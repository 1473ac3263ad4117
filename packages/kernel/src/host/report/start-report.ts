/**
 * - `started`: its contributions are visible.
 * - `off`: switched off by the configuration; none of its code was loaded.
 * - `listening`: switched off; it only takes what its carriers still bring.
 * - `failed`: switched on, and not running; `problem` says why.
 * - `stopping`: takes no new calls, and waits for those in flight.
 * - `stopped`: was running in this process.
 */
export type PluginState = 'started' | 'off' | 'listening' | 'failed' | 'stopping' | 'stopped';

/** Why a plugin does not run, for the one who must act. Never holds a secret. */
export interface PluginProblem {
  /** Stable, such as `kernel_range`. */
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** Only a new process can load it again. */
  readonly restartRequired: boolean;
}

export interface ContributionReport {
  readonly point: string;
  readonly name: string;
  readonly order: number;
}

export interface PluginReport {
  /** The manifest's; where none could be read, what the configuration calls it. */
  readonly id: string;
  readonly package: string;
  readonly state: PluginState;
  /** Milliseconds that its start took. */
  readonly durationMs: number;
  readonly contributions: readonly ContributionReport[];
  /** Of a plugin that is off: what would keep it from starting. */
  readonly problem?: PluginProblem;
}

/** What became of every plugin of the configuration, in its order. */
export interface StartReport {
  readonly plugins: readonly PluginReport[];
  readonly durationMs: number;
}
