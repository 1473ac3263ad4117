import type { Trial } from './trial.js';

/** A rule that every provider must keep that it applies to. */
export interface ConformanceRule {
  /** Stable: reports are compared by it. */
  readonly id: string;
  /** What holds. */
  readonly sentence: string;
  /** What to do when it does not. */
  readonly advice: string;
  /** Default: to every provider. */
  appliesTo?(trial: Trial): boolean;
  /** @throws BrokenRuleError, or what the provider threw where it must not */
  check(trial: Trial): void | Promise<void>;
}
