/** What is wrong with a plugin, in three sentences for the one who must act. */
export interface ErrorWords {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly cause?: unknown;
}

/** Base of every reason why a plugin does not start. One class per reason, each with a stable code. */
export abstract class PluginError extends Error {
  abstract readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** New code, a changed path and a failed import need a new process: an ECMAScript module cannot be loaded twice. */
  readonly restartRequired: boolean = false;

  constructor(words: ErrorWords) {
    super(`${words.what} ${words.why} ${words.fix}`, words.cause === undefined ? undefined : { cause: words.cause });
    this.name = new.target.name;
    this.what = words.what;
    this.why = words.why;
    this.fix = words.fix;
  }
}
