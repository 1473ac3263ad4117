import type { Hailpoint } from './hailpoint.js';

export interface CommandOutput {
  /** For people, without a trailing line break. */
  readonly text: string;
  /** The same, for programs. */
  readonly json: unknown;
}

/** Arguments of a command, as they travel to a running server. */
export type CommandArguments = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Who typed it, for the audit. */
export interface CommandCaller {
  readonly operatingSystemUser: string;
}

/** A command that runs wherever the database is open: in the running server, or in the command's own process. */
export interface Command {
  readonly name: string;
  /** Whether plugins must be loaded for it. */
  readonly needs: 'database' | 'plugins';
  run(hailpoint: Hailpoint, args: CommandArguments, caller: CommandCaller): Promise<CommandOutput>;
}
