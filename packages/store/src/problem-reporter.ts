import type { StoreOptions } from './store-options.js';

/** Tells of a problem that nobody waits for; never throws. */
export type ReportProblem = (what: string, problem: unknown) => void;

/** Error messages of the database hold no row values (`detail`, which does, is removed), so they may be logged. */
export function problemReporter(options: Pick<StoreOptions, 'logger' | 'onProblem'>): ReportProblem {
  return (what, problem) => {
    const error = problem instanceof Error ? problem : new Error(String(problem));
    const code = (error as { code?: unknown }).code;
    options.logger?.warn(what, { error: error.name, code, reason: error.message });
    try {
      if (options.onProblem) options.onProblem(error);
      else if (!options.logger) process.emitWarning(`${what}: ${error.message}`, { type: 'HailpointStore' });
    } catch (failure) {
      process.emitWarning(`The onProblem handler failed: ${String(failure)}`, { type: 'HailpointStore' });
    }
  };
}
