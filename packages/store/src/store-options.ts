/** Where the store tells what it did. Fits the kernel's `Logger`. */
export interface StoreLogger {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** PGlite in a directory. The directory is made when it is missing; its parent must exist or be creatable. */
export interface EmbeddedLocation {
  readonly kind: 'embedded';
  readonly directory: string;
}

/** A PostgreSQL server, 15 or newer, reached directly or through a pooler in session mode. */
export interface PostgresqlLocation {
  readonly kind: 'postgresql';
  /** `postgres://user:password@host:port/database`; never logged. */
  readonly url: string;
  /** Connections of this process, without the one that hears wake-ups. Default 10. */
  readonly poolSize?: number;
  /** Shown in `pg_stat_activity`. Default `hailpoint`. */
  readonly applicationName?: string;
}

export type StoreLocation = EmbeddedLocation | PostgresqlLocation;

export type StoreOptions = StoreLocation & {
  readonly logger?: StoreLogger;
  /** Hears what went wrong where nobody waits for an answer: a lost connection, a failing effect or wake-up listener. Default: the log, else a process warning. */
  readonly onProblem?: (problem: Error) => void;
  /** Run pending migrations while opening. Default true; with false a database that is behind is refused. */
  readonly migrate?: boolean;
  /** Throw when the store is used inside a transaction instead of the transaction. On in tests; off by default, because it costs time on every call. */
  readonly refuseNesting?: boolean;
};
