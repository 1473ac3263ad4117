import type { Attribution } from '../extension-points.js';

/** A contribution failed at a point whose callers cannot go on without it. Its message never repeats the contribution's own. */
export class ContributionFailedError extends Error implements Attribution {
  override readonly name = 'ContributionFailedError';
  readonly code = 'contribution_failed';
  readonly plugin: string;
  readonly contribution: string;

  constructor(
    readonly point: string,
    by: Attribution,
    readonly how: 'failed' | 'late' | 'open',
    options?: ErrorOptions,
  ) {
    const what = { failed: 'failed', late: 'missed its deadline', open: 'failed repeatedly and is not asked for now' };
    super(
      `The contribution "${by.contribution}" of the plugin "${by.plugin}" to "${point}" ${what[how]}. The log names the cause; switch the plugin off if it goes on.`,
      options,
    );
    this.plugin = by.plugin;
    this.contribution = by.contribution;
  }
}

/** The answer of a contribution is not of the shape that its contract names. */
export class GarbageAnswerError extends Error {
  override readonly name = 'GarbageAnswerError';
  readonly code = 'garbage_answer';

  /** @param expected in words, such as "an object with a boolean `available`" */
  constructor(expected: string) {
    super(`The answer must be ${expected}.`);
  }
}

/** The caller gave up. */
export class DispatchAbortedError extends Error {
  override readonly name = 'DispatchAbortedError';
  readonly code = 'dispatch_aborted';

  constructor(readonly point: string) {
    super(`The caller of "${point}" gave up before it was answered.`);
  }
}

/** A caller handed over a contribution that did not come from `contributions(point)`. */
export class ForeignContributionError extends Error {
  override readonly name = 'ForeignContributionError';
  readonly code = 'foreign_contribution';

  constructor(point: string) {
    super(
      `Only what contributions("${point}") lists can be called at "${point}". Pass an entry of that list, not a copy.`,
    );
  }
}
