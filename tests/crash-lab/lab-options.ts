import { parseArgs } from 'node:util';

export interface LabOptions {
  readonly seed: number;
  /** How long things go wrong; settling comes on top. */
  readonly seconds: number;
  /** `null`: the embedded database, which has one node. Else a PostgreSQL server where a database may be created. */
  readonly database: string | null;
  readonly agents: number;
  readonly recipients: number;
  readonly senders: number;
  readonly nodes: number;
  /** How long an agent thinks between two things, on average, in milliseconds. */
  readonly thinkMs: number;
  /** Between two texts of customers, on average, in milliseconds. */
  readonly textEveryMs: number;
}

export const labUsage = `Usage: npm run crash-lab -- [--seed <number>] [--seeds <number>] [--seconds <number>] [--database <url> | --embedded]
                            [--agents <number>] [--recipients <number>] [--senders <number>] [--nodes <number>]
                            [--think <ms>] [--text-every <ms>]

  --seed        first seed; default: one by chance, which is printed
  --seeds       how many seeds, one after another; default 1
  --seconds     how long things go wrong with each; default 30
  --database    PostgreSQL server where databases may be created; default HAILPOINT_TEST_DATABASE_URL, else embedded
  --embedded    the embedded database, with one node
  --agents      default 64        --recipients  default 200
  --senders     default 4         --nodes       default 2
  --think       milliseconds that an agent thinks between two things, on average; default 500
  --text-every  milliseconds between two texts of customers, on average; default 100

Exit code 0: everything held; 1: something was violated; 2: wrong arguments.
`;

/** Arguments that make no sense. */
export class LabUsageError extends Error {}

/** @throws LabUsageError */
export function parseLabOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): { options: LabOptions; seeds: number } {
  const values = parse(args);
  const number = (name: keyof typeof values, otherwise: number, minimum: number, maximum: number) => {
    const value = values[name];
    if (value === undefined) return otherwise;
    if (typeof value === 'string' && /^\d+$/.test(value) && Number(value) >= minimum && Number(value) <= maximum) {
      return Number(value);
    }
    throw new LabUsageError(`--${name} must be a whole number from ${minimum} to ${maximum}`);
  };
  if (values.embedded && values.database) throw new LabUsageError('--embedded and --database exclude each other');
  const database = values.embedded ? null : (values.database ?? environment['HAILPOINT_TEST_DATABASE_URL'] ?? null);
  return {
    seeds: number('seeds', 1, 1, 10_000),
    options: {
      seed: number('seed', Math.floor(Math.random() * 1_000_000), 0, 2 ** 31),
      seconds: number('seconds', 30, 1, 86_400),
      database,
      agents: number('agents', 64, 1, 500),
      recipients: number('recipients', 200, 1, 500),
      senders: number('senders', 4, 1, 20),
      nodes: database === null ? 1 : number('nodes', 2, 1, 8),
      thinkMs: number('think', 500, 1, 600_000),
      textEveryMs: number('text-every', 100, 1, 600_000),
    },
  };
}

/** The command that does the same again, as far as seeds decide: which process is how fast they do not. */
export function replayCommand(options: LabOptions): string {
  const { seed, seconds, database, agents, recipients, senders, nodes, thinkMs, textEveryMs } = options;
  const where = database === null ? '--embedded' : '--database <url>';
  return `npm run crash-lab -- --seed ${seed} --seconds ${seconds} ${where} --agents ${agents} --recipients ${recipients} --senders ${senders} --nodes ${nodes} --think ${thinkMs} --text-every ${textEveryMs}`;
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        seed: text,
        seeds: text,
        seconds: text,
        database: text,
        embedded: { type: 'boolean' },
        agents: text,
        recipients: text,
        senders: text,
        nodes: text,
        think: text,
        'text-every': text,
      },
    }).values;
  } catch (error) {
    throw new LabUsageError((error as Error).message);
  }
}
