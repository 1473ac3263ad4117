import type { PluginDefinition } from '../plugin/define-plugin.js';

/** One entry under `plugins` of the configuration. */
export interface PluginSpec {
  /** Name of an npm package, or a path to a folder or file: absolute, or relative to the configuration file's folder. */
  readonly package: string;
  readonly enabled: boolean;
  /** Of one that is not enabled: what it contributes to points that listen when off is still built, and nothing else of it is visible. */
  readonly listening?: boolean;
  /** Of all its contributions. Lowest first; default 100. */
  readonly order?: number;
  /** Of single ones: keys are a contribution's name, or `point/name` where the name alone is not clear. */
  readonly contributionOrders?: Readonly<Record<string, number>>;
  /** As written, references to the environment included. */
  readonly config?: unknown;
  /** The admin page may not change it; the host only shows it. */
  readonly locked?: boolean;
  /** Code that is here already, for tests and embedding: nothing is looked up, no manifest is read. `package` is then just a label. */
  readonly definition?: PluginDefinition;
}
