import type { Contribution, ExtensionPoint } from '../api/types.js';
import { durationWords } from '../shell/duration-words.js';

const dispatches: Readonly<Record<ExtensionPoint['dispatch'], string>> = {
  first: 'They are asked one after another; the first that has an answer ends it.',
  pipeline: 'Each gets what the one before made of it; the first refusal ends it.',
  veto: 'All are asked; a single “no” is enough, and every “no” is shown with its reason.',
  keyed: 'Only the one that is meant is asked. Their order decides which is offered first.',
};

const failures: Readonly<Record<ExtensionPoint['failurePolicy'], string>> = {
  skip: 'One that fails or is late is skipped, with a warning.',
  refuse: 'One that fails or is late counts as a refusal.',
  caller: 'What a failure means is decided by what was asked for; nothing is repeated blindly.',
};

/** How several answers become one, what a failure means and how long it may take, in plain words. */
export function pointWords({ dispatch, failurePolicy, deadlineMs }: ExtensionPoint): string[] {
  return [
    dispatches[dispatch],
    failures[failurePolicy],
    `An answer may take ${deadlineMs < 1_000 ? msWords(deadlineMs) : durationWords(deadlineMs)}.`,
  ];
}

/** Why it comes where it comes; `null` for the first one. */
export function placeReason(before: Contribution | undefined, one: Contribution): string | null {
  if (before === undefined) return null;
  if (before.order !== one.order)
    return `after ${before.contribution}, because ${one.order} is higher than ${before.order}`;
  if (before.plugin !== one.plugin) {
    return `after ${before.contribution}: both have ${one.order}, and the plugin ${one.plugin} comes after ${before.plugin} in the alphabet`;
  }
  return `after ${before.contribution}: both have ${one.order}, and its name comes later in the alphabet`;
}

/** A time span of calls: "0.4 ms", "12 ms", "1.2 s". */
export function msWords(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toLocaleString('en', { maximumFractionDigits: 1 })} s`;
  return `${ms.toLocaleString('en', { maximumFractionDigits: ms < 10 ? 1 : 0 })} ms`;
}

const hows = { failed: 'it failed', late: 'it was late', blocked: 'it kept everything else waiting' } as const;

export function failureWords({ how, code }: NonNullable<Contribution['calls']['lastFailure']>): string {
  return code === null ? hows[how] : `${hows[how]} (${code})`;
}

/** "Agents are asked A, then B." */
export function orderWords(names: readonly string[]): string {
  if (names.length === 0) return 'Nobody is asked.';
  return `Asked in this order: ${names.join(', then ')}.`;
}
