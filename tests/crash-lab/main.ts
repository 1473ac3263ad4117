import { LabUsageError, labUsage, parseLabOptions, replayCommand } from './lab-options.js';
import { Progress } from './progress.js';
import { holds, report } from './report.js';
import { runCrashLab } from './run-crash-lab.js';

/** `npm run crash-lab`: answers the exit code. */
export async function main(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(labUsage);
    return 0;
  }
  let parsed: ReturnType<typeof parseLabOptions>;
  try {
    parsed = parseLabOptions(args, environment);
  } catch (error) {
    if (!(error instanceof LabUsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${labUsage}`);
    return 2;
  }
  const failing: number[] = [];
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());
  for (let index = 0; index < parsed.seeds && !interrupt.signal.aborted; index += 1) {
    const options = { ...parsed.options, seed: parsed.options.seed + index };
    const progress = new Progress();
    const show = (share: number, words: string) => progress.show(share, words);
    const share = ({ seconds }: { readonly seconds: number }) => seconds / options.seconds;
    try {
      const result = await runCrashLab(options, {
        show,
        share,
        settleWithinMs: 12 * 60_000,
        interrupted: interrupt.signal,
      });
      progress.end();
      process.stdout.write(`${report(result)}\n`);
      if (!holds(result)) failing.push(options.seed);
    } catch (error) {
      progress.end();
      process.stdout.write(
        `Seed ${options.seed} broke off: ${(error as Error).stack}\nAgain: ${replayCommand(options)}\n`,
      );
      failing.push(options.seed);
    }
  }
  const verdict = failing.length === 0 ? 'everything held' : `violated with seed ${failing.join(', ')}`;
  process.stdout.write(`\n${parsed.seeds} seed(s): ${verdict}\n`);
  return failing.length === 0 ? 0 : 1;
}
