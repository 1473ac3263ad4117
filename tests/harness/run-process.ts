import { type ChildProcess, spawn } from 'node:child_process';
import { repositoryRoot } from './repository-root.js';

/** A process of the product, with what it printed so far. */
export interface RunningProcess {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the first match in stdout; rejects, with all that was printed, when the process ends first or stands still. */
  waitFor(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Resolves with the exit code, or with the signal that ended it. */
  readonly ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): Promise<number | string>;
}

/** Milliseconds after which a process that does not print what it is waited for stands still. For tests with a limit above this; the others end before. */
const standsStillAfterMs = 240_000;

/** Most processes of tests live for seconds, of which V8 would spend a quarter on making the embedded database fast for later. */
const shortLived = ['--liftoff-only'];

/** Starts `node` with a script of the repository. The environment is the test's, without what would point to another installation. */
export function runNode(
  script: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): RunningProcess {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^HAILPOINT_|^DATABASE_URL$|^NODE_OPTIONS$/.test(name)),
  );
  const child = spawn(process.execPath, [...shortLived, script, ...args], {
    cwd: repositoryRoot,
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const hear = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
    for (const look of hear) look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return {
    child,
    stdout: () => out,
    stderr: () => err,
    ended,
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = out.match(pattern);
          if (!match) return;
          hear.delete(look);
          clearTimeout(patience);
          resolve(match);
        };
        const giveUp = (what: string) => {
          hear.delete(look);
          clearTimeout(patience);
          reject(new Error(`${what} before it printed ${pattern}.\n${out}\n${err}`));
        };
        const patience = setTimeout(() => giveUp('It stood still'), standsStillAfterMs);
        hear.add(look);
        look();
        void ended.then((how) => giveUp(`It ended (${how})`));
      }),
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
