import type { Logger } from '@hailpoint/kernel';
import { describeError } from './describe-error.js';

/** For a step that must not take with it what comes before or after it: when it fails, the log says so, and `instead` is what came of it. */
export async function goOnWithout<T>(
  logger: Pick<Logger, 'error'>,
  step: string,
  work: Promise<T>,
  instead: T,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    logger.error('A step of a worker failed; the worker goes on without it', { step, error: describeError(error) });
    return instead;
  }
}
