import { parseArgs } from 'node:util';
import { chaosOption } from './chaos-option.js';
import { startCarrierSimulator } from './start-carrier-simulator.js';

const usage = `Usage: carrier-simulator [--port <number>] [--host <address>] [--ledger <file>] [--receipt-delay <ms>]
                         [--seed <number>] [--chaos <preset or file>] [--seed-by id|content]

  --port           where it listens; 0 (default) takes any free port
  --host           default 127.0.0.1; there is no sign-in, so think before you open it to a network
  --ledger         file of JSON lines that every message is written to before it is accepted; default: in memory
  --receipt-delay  milliseconds before each receipt; default 0
  --seed           misbehaves as this whole number decides; default with --chaos: one by chance
  --chaos          how much: mild, rough (default with --seed), or a file of JSON as in the README
  --seed-by        what tells messages from each other: their id (default), or what they say, so that another run repeats it

Prints one line of JSON with its address, and the seed if there is one, when it is ready: {"url":"http://127.0.0.1:40123","seed":7}
`;

/** The carrier as a process of its own. Returns the exit code when the arguments are wrong, else runs until a signal. */
export async function runCommand(args: readonly string[]): Promise<void> {
  const { values } = parse(args);
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const chaos = await chaosOption(values).catch(fail(2));
  const carrier = await startCarrierSimulator({
    port: number(values.port, 'port', 65_535),
    ...(values.host ? { host: values.host } : {}),
    ...(values.ledger ? { ledgerFile: values.ledger } : {}),
    receiptDelayMs: number(values['receipt-delay'], 'receipt-delay', 600_000),
    behaviour: { chaos },
  }).catch(fail(1));
  const stop = () => {
    carrier.close().then(() => process.exit(0), fail(1));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(`${JSON.stringify({ url: carrier.url, ...(chaos ? { seed: chaos.seed } : {}) })}\n`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        ledger: { type: 'string' },
        'receipt-delay': { type: 'string' },
        seed: { type: 'string' },
        chaos: { type: 'string' },
        'seed-by': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return fail(2)(error);
  }
}

function number(value: string | undefined, name: string, maximum: number): number {
  if (value === undefined) return 0;
  if (/^\d+$/.test(value) && Number(value) <= maximum) return Number(value);
  return fail(2)(new Error(`--${name} must be a whole number from 0 to ${maximum}`));
}

function fail(exitCode: number): (error: unknown) => never {
  return (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${exitCode === 2 ? usage : ''}`);
    process.exit(exitCode);
  };
}
