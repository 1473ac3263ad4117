import { GarbageAnswerError } from './dispatch-errors.js';

/** A forgotten `return` is not an answer. */
export function checkNotUndefined(answer: unknown): void {
  if (answer === undefined) throw new GarbageAnswerError('a value or `null`');
}

/** A promise is no answer where it must be synchronous. */
export function checkSyncAnswer(answer: unknown): void {
  checkNotUndefined(answer);
  if (typeof (answer as { then?: unknown } | null)?.then === 'function') {
    // Nobody will wait for it: without this its failure would end the process.
    Promise.resolve(answer).catch(() => {});
    throw new GarbageAnswerError('a value or `null`, not a promise');
  }
}

function hasReason(answer: { code?: unknown; reason?: unknown }): boolean {
  return typeof answer.code === 'string' && typeof answer.reason === 'string';
}

export function isRefusal(answer: object): answer is { code: string; reason: string } {
  return !('value' in answer);
}

export function checkPipelineAnswer(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('value' in answer || hasReason(answer))) {
    throw new GarbageAnswerError('`{ value }`, or `{ code, reason }` to refuse');
  }
}

export function checkAvailability(answer: unknown): void {
  const { available } = (answer ?? {}) as { available?: unknown };
  if (available === true) return;
  if (available !== false) throw new GarbageAnswerError('an object with a boolean `available`');
  if (!hasReason(answer as object)) throw new GarbageAnswerError('`{ available: false, code, reason }` to refuse');
}
