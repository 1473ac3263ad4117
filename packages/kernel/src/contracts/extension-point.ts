/**
 * How several contributions become one answer.
 * - `first`: asked in order; the first that is valid and does not answer `null` wins.
 * - `pipeline`: asked in order, each with the value of the one before; the first refusal ends it.
 * - `veto`: all valid ones are asked; every refusal is kept with its reason.
 * - `keyed`: no choice; the caller names the contribution.
 */
export type Dispatch = 'first' | 'pipeline' | 'veto' | 'keyed';

/**
 * What it means that a contribution throws, answers garbage or misses its deadline.
 * - `skip`: as if it were not there, and the answer is marked degraded.
 * - `refuse`: as if it had said no (fail closed).
 * - `caller`: the caller decides, because only it knows what was under way.
 */
export type FailurePolicy = 'skip' | 'refuse' | 'caller';

/** Everything a caller must know about a point at which plugins contribute. */
export interface ExtensionPoint<C extends object = object> {
  readonly id: string;
  /** Contract version. A contribution to another version is refused at start, with the fix. */
  readonly version: number;
  readonly dispatch: Dispatch;
  readonly failurePolicy: FailurePolicy;
  /** Milliseconds that one contribution may take. */
  readonly deadlineMs: number;
  /** Members that a contribution must have; checked when it is built, so that a wrong shape is an error at start. */
  readonly requires: readonly (string & keyof C)[];
  /** What it contributes is still there for who asks for it by name after its plugin was switched off: carriers go on calling back. Default false. */
  readonly listensWhenOff?: boolean;
  /** What is wrong with a contribution that has all members, in words for its author; `null`: nothing. Asked when it is built. */
  fault?(contribution: C): string | null;
  /** Identity across copies of this package: `Symbol.for('hailpoint:<id>@<version>')`. */
  readonly key: symbol;
}

export function defineExtensionPoint<C extends object>(definition: Omit<ExtensionPoint<C>, 'key'>): ExtensionPoint<C> {
  return Object.freeze({ ...definition, key: Symbol.for(`hailpoint:${definition.id}@${definition.version}`) });
}
