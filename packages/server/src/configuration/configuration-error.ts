/** One thing that is wrong in the configuration. Never holds a value of the file. */
export interface ConfigurationFault {
  /** Such as `server.port`; the variable's name for one of the environment; empty for the file as a whole. */
  readonly path: string;
  /** Of the file, from 1. */
  readonly line?: number;
  readonly problem: string;
  readonly fix: string;
}

/** The configuration cannot be used; everything that is wrong at once. */
export class ConfigurationError extends Error {
  readonly code = 'configuration_invalid';

  constructor(
    /** The file; `null` when the environment is wrong before a file is read. */
    readonly file: string | null,
    readonly problems: readonly ConfigurationFault[],
  ) {
    const count = problems.length === 1 ? 'One thing is' : `${problems.length} things are`;
    super(
      [`${count} wrong in the configuration${file === null ? '' : ` ${file}`}:`, ...problems.map(describe)].join('\n'),
    );
    this.name = 'ConfigurationError';
  }
}

function describe({ path, line, problem, fix }: ConfigurationFault): string {
  const where = [path, line === undefined ? '' : `(line ${line})`].filter((part) => part !== '').join(' ');
  return `  ${where === '' ? '' : `${where} `}${problem} ${fix}`;
}
