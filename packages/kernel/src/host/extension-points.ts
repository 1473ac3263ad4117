import type { CallContext } from '../contracts/call-context.js';
import type { ExtensionPoint } from '../contracts/extension-point.js';
import type { CircuitState } from './dispatch/circuit-breaker.js';

/** Who contributed. */
export interface Attribution {
  readonly plugin: string;
  readonly contribution: string;
}

/** One contribution's part in a dispatch. */
export interface TraceEntry extends Attribution {
  readonly point: string;
  /** `not_valid`: its selector said no. `passed`: answered null. `answered`/`allowed`/`refused`: its answer. `failed`/`late`: see `code`. */
  readonly verdict: 'not_valid' | 'passed' | 'answered' | 'allowed' | 'refused' | 'failed' | 'late';
  readonly code?: string;
  /** For the agent; never an address or a text. */
  readonly reason?: string;
  /** Milliseconds. */
  readonly ms: number;
}

/** How the calls of a contribution have gone, as this process knows it. */
export interface ContributionHealth {
  /** `open` for as long as it is not called; then `half_open`, until a call closes or opens it. */
  readonly circuit: CircuitState;
  /** Since the last one that went well. */
  readonly failuresInARow: number;
  /** `null`: none has gone wrong. */
  readonly lastFailureAt: Date | null;
}

/** A contribution that is switched on, with its place. */
export interface ActiveContribution<C extends object> extends Attribution {
  readonly order: number;
  readonly instance: C;
  /** As of now. */
  readonly health: ContributionHealth;
}

export interface DispatchOptions {
  /** The caller gives up, for example because the agent closed the page. */
  readonly signal?: AbortSignal;
}

export interface FirstResult<R> {
  readonly answer: R | null;
  readonly answeredBy: Attribution | null;
  /** Contributions that failed or were late, and were skipped. */
  readonly degraded: readonly Attribution[];
  readonly trace: readonly TraceEntry[];
}

export interface Refusal extends Attribution {
  readonly code: string;
  readonly reason: string;
}

export interface PipelineResult<V> {
  /** The last value, or the refusal that ended it. `validated` counts the contributions that were valid and agreed. */
  readonly value: V;
  readonly validated: number;
  readonly refusal: Refusal | null;
  readonly trace: readonly TraceEntry[];
}

export interface VetoResult<A> {
  /** Every refusal, in order. A failed contribution refuses with code `contribution_failed`. */
  readonly refusals: readonly (Refusal & { readonly answer?: A })[];
  readonly trace: readonly TraceEntry[];
}

/** Calls to a keyed contribution end in one of these; the caller applies its own failure policy. */
export type GuardedResult<R> =
  | { readonly status: 'answered'; readonly value: R; readonly ms: number }
  /** Not called: its circuit breaker is open, its plugin has stopped, or the caller had given up before. */
  | { readonly status: 'open'; readonly retryAfterMs: number }
  | { readonly status: 'late'; readonly ms: number }
  | { readonly status: 'failed'; readonly error: unknown; readonly ms: number };

/**
 * What the domain calls. Every call captures the current snapshot once; contributions that are switched off later finish what they began.
 * Guards: deadline per contribution, one AbortSignal per dispatch, attribution, circuit breaker.
 */
export interface ExtensionPoints {
  /** Switched-on contributions in their order: the admin's number, then plugin id, then contribution name. A snapshot: never changed, replaced as a whole. */
  contributions<C extends object>(point: ExtensionPoint<C>): readonly ActiveContribution<C>[];

  /** What {@link contributions} has, without whose it is: for who only looks at each. The same snapshot. */
  instances<C extends object>(point: ExtensionPoint<C>): readonly C[];

  /** {@link contributions}, and those of plugins that were switched off and still listen to their carriers. Empty for points that do not listen when off. */
  listening<C extends object>(point: ExtensionPoint<C>): readonly ActiveContribution<C>[];

  first<C extends object, R>(
    point: ExtensionPoint<C>,
    select: (contribution: C) => boolean,
    call: (contribution: C, context: CallContext) => Promise<R | null> | R | null,
    options?: DispatchOptions,
  ): Promise<FirstResult<R>>;

  /** For points whose contributions are synchronous and pure (conversation-policy). A throw is rethrown as ContributionFailedError. */
  firstSync<C extends object, R>(
    point: ExtensionPoint<C>,
    call: (contribution: C) => R | null,
  ): { readonly answer: R; readonly answeredBy: Attribution } | null;

  pipeline<C extends object, V>(
    point: ExtensionPoint<C>,
    initial: V,
    select: (contribution: C) => boolean,
    call: (
      contribution: C,
      value: V,
      context: CallContext,
    ) => Promise<{ value: V } | { code: string; reason: string }> | { value: V } | { code: string; reason: string },
    options?: DispatchOptions,
  ): Promise<PipelineResult<V>>;

  /** Asks all at the same time. */
  veto<C extends object, A extends { available: boolean; code?: string; reason?: string }>(
    point: ExtensionPoint<C>,
    select: (contribution: C) => boolean,
    call: (contribution: C, context: CallContext) => Promise<A> | A,
    options?: DispatchOptions,
  ): Promise<VetoResult<A>>;

  /** One guarded call of one contribution. `deadlineMs` overrides the point's. */
  guarded<C extends object, R>(
    point: ExtensionPoint<C>,
    contribution: ActiveContribution<C>,
    call: (contribution: C, context: CallContext) => Promise<R> | R,
    options?: DispatchOptions & { readonly deadlineMs?: number },
  ): Promise<GuardedResult<R>>;
}
