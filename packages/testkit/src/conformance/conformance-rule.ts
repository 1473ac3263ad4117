/** A rule that every contribution must keep that it applies to. `Trial` is one new contribution with what is around it. */
export interface ConformanceRule<Trial> {
  /** Stable: reports are compared by it. */
  readonly id: string;
  /** What holds. */
  readonly sentence: string;
  /** What to do when it does not. */
  readonly advice: string;
  /** Default: to every contribution. */
  appliesTo?(trial: Trial): boolean;
  /** @throws BrokenRuleError, or what the contribution threw where it must not */
  check(trial: Trial): void | Promise<void>;
}
