/** What the command's exit code means; documented in the README of this package. */
export const exitCodes = {
  done: 0,
  /** Something broke that is not the caller's doing. */
  failed: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The configuration file or the environment is wrong. */
  configuration: 3,
  /** The database cannot be opened, or another process has the data directory. */
  database: 4,
  /** Understood and refused, for example a message that may not be sent. */
  refused: 5,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
