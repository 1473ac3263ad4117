export interface CallbackRetry {
  /** Tries in all. */
  readonly attempts: number;
  /** Milliseconds before the second try; doubled for each further one. */
  readonly firstDelayMs: number;
  readonly maximumDelayMs: number;
  /** Milliseconds that one try may take. */
  readonly timeoutMs: number;
}

/** About three minutes in all: long enough for the company's server to be started again. */
export const defaultCallbackRetry: CallbackRetry = Object.freeze({
  attempts: 14,
  firstDelayMs: 100,
  maximumDelayMs: 30_000,
  timeoutMs: 15_000,
});
