import type { CallContext } from '../../contracts/call-context.js';
import type { ExtensionPoint } from '../../contracts/extension-point.js';
import type { Clock } from '../../services/clock.js';
import type { Logger } from '../../services/logger.js';
import type {
  ActiveContribution,
  Attribution,
  DispatchOptions,
  ExtensionPoints,
  FirstResult,
  GuardedResult,
  PipelineResult,
  Refusal,
  TraceEntry,
  VetoResult,
} from '../extension-points.js';
import type { Timers } from '../timers.js';
import {
  checkAvailability,
  checkNotUndefined,
  checkPipelineAnswer,
  checkSyncAnswer,
  isRefusal,
} from './answer-checks.js';
import { CallScope } from './call-scope.js';
import { ContributionFailedError, DispatchAbortedError, ForeignContributionError } from './dispatch-errors.js';
import { type CallOutcome, guardedCall, guardedSyncCall } from './guarded-call.js';
import { selects } from './selects.js';
import { Slot } from './slot.js';
import type { SnapshotTable } from './snapshot-table.js';
import { failureTrace, howItFailed, refusalOfFailure, trace } from './trace.js';

type Unusable = Exclude<CallOutcome<never>, { status: 'answered' }>;

/** The dispatch kinds over snapshots. One has a reason to be read with the other beside it, so they share this file. */
export class Dispatcher implements ExtensionPoints {
  constructor(
    private readonly table: SnapshotTable,
    private readonly timers: Timers,
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  contributions<C extends object>(point: ExtensionPoint<C>): readonly ActiveContribution<C>[] {
    return this.table.slots<C>(point);
  }

  instances<C extends object>(point: ExtensionPoint<C>): readonly C[] {
    return this.table.instances<C>(point);
  }

  listening<C extends object>(point: ExtensionPoint<C>): readonly ActiveContribution<C>[] {
    return this.table.listening<C>(point);
  }

  async first<C extends object, R>(
    point: ExtensionPoint<C>,
    select: (contribution: C) => boolean,
    call: (contribution: C, context: CallContext) => Promise<R | null> | R | null,
    options?: DispatchOptions,
  ): Promise<FirstResult<R>> {
    return this.#dispatch(point, options, async (slots, scope, entries) => {
      const degraded: Attribution[] = [];
      for (const slot of slots) {
        const pending = this.#ask(slot, scope, select, call, checkNotUndefined);
        const outcome = pending instanceof Promise ? await pending : pending;
        if (outcome === null) {
          entries.push(trace(slot, 'not_valid', 0));
        } else if (outcome.status !== 'answered') {
          this.#skipOrThrow(slot, scope, outcome, entries);
          degraded.push(attribution(slot));
        } else if (outcome.value === null) {
          entries.push(trace(slot, 'passed', outcome.ms));
        } else {
          entries.push(trace(slot, 'answered', outcome.ms));
          return { answer: outcome.value, answeredBy: attribution(slot), degraded, trace: entries };
        }
      }
      return { answer: null, answeredBy: null, degraded, trace: entries };
    });
  }

  firstSync<C extends object, R>(
    point: ExtensionPoint<C>,
    call: (contribution: C) => R | null,
  ): { readonly answer: R; readonly answeredBy: Attribution } | null {
    const slots = this.table.slots<C>(point);
    // Counted, not for...of: an array's iterator takes as long as the four calls that it leads to.
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] as Slot<C>;
      const outcome = guardedSyncCall(slot, this.clock, call, checkSyncAnswer);
      if (outcome.status !== 'answered') {
        const options = outcome.status === 'failed' ? { cause: outcome.error } : undefined;
        throw new ContributionFailedError(point.id, slot, howItFailed(outcome), options);
      }
      const answer = outcome.value;
      if (answer !== null) return { answer, answeredBy: attribution(slot) };
    }
    return null;
  }

  async pipeline<C extends object, V>(
    point: ExtensionPoint<C>,
    initial: V,
    select: (contribution: C) => boolean,
    call: (
      contribution: C,
      value: V,
      context: CallContext,
    ) => Promise<{ value: V } | { code: string; reason: string }> | { value: V } | { code: string; reason: string },
    options?: DispatchOptions,
  ): Promise<PipelineResult<V>> {
    return this.#dispatch(point, options, async (slots, scope, entries) => {
      let value = initial;
      let validated = 0;
      for (const slot of slots) {
        const current = value;
        const invoke = (contribution: C, context: CallContext) => call(contribution, current, context);
        const pending = this.#ask(slot, scope, select, invoke, checkPipelineAnswer);
        const outcome = pending instanceof Promise ? await pending : pending;
        if (outcome === null) {
          entries.push(trace(slot, 'not_valid', 0));
        } else if (outcome.status !== 'answered') {
          const refusal = this.#refuseSkipOrThrow(slot, scope, outcome, entries);
          if (refusal !== null) return { value, validated, refusal, trace: entries };
        } else if (isRefusal(outcome.value)) {
          const { code, reason } = outcome.value;
          entries.push(trace(slot, 'refused', outcome.ms, code, reason));
          return { value, validated, refusal: { ...attribution(slot), code, reason }, trace: entries };
        } else {
          value = outcome.value.value;
          validated += 1;
          entries.push(trace(slot, 'allowed', outcome.ms));
        }
      }
      return { value, validated, refusal: null, trace: entries };
    });
  }

  async veto<C extends object, A extends { available: boolean; code?: string; reason?: string }>(
    point: ExtensionPoint<C>,
    select: (contribution: C) => boolean,
    call: (contribution: C, context: CallContext) => Promise<A> | A,
    options?: DispatchOptions,
  ): Promise<VetoResult<A>> {
    return this.#dispatch(point, options, async (slots, scope, entries) => {
      const asked = slots.map((slot) => this.#ask(slot, scope, select, call, checkAvailability));
      const refusals: (Refusal & { readonly answer?: A })[] = [];
      for (let index = 0; index < slots.length; index += 1) {
        const slot = slots[index] as Slot<C>;
        const pending = asked[index] as (typeof asked)[number];
        const outcome = pending instanceof Promise ? await pending : pending;
        if (outcome === null) {
          entries.push(trace(slot, 'not_valid', 0));
        } else if (outcome.status !== 'answered') {
          const refusal = this.#refuseSkipOrThrow(slot, scope, outcome, entries);
          if (refusal !== null) refusals.push(refusal);
        } else if (outcome.value.available) {
          entries.push(trace(slot, 'allowed', outcome.ms));
        } else {
          const answer = outcome.value;
          const { code, reason } = answer as A & { code: string; reason: string };
          entries.push(trace(slot, 'refused', outcome.ms, code, reason));
          refusals.push({ ...attribution(slot), code, reason, answer });
        }
      }
      return { refusals, trace: entries };
    });
  }

  async guarded<C extends object, R>(
    point: ExtensionPoint<C>,
    contribution: ActiveContribution<C>,
    call: (contribution: C, context: CallContext) => Promise<R> | R,
    options?: DispatchOptions & { readonly deadlineMs?: number },
  ): Promise<GuardedResult<R>> {
    if (!(contribution instanceof Slot) || contribution.point.key !== point.key) {
      throw new ForeignContributionError(point.id);
    }
    const slot = contribution as Slot<C>;
    // A caller can hold on to a contribution whose plugin has stopped since: it was not called, which is what `open` says.
    if (slot.calls.closed) return { status: 'open', retryAfterMs: 1_000 };
    const scope = new CallScope(this.timers, options?.deadlineMs ?? point.deadlineMs, options?.signal);
    slot.calls.enter();
    try {
      if (scope.callerGaveUp) return { status: 'open', retryAfterMs: 0 };
      const pending = guardedCall(slot, scope, this.clock, call, () => {});
      const outcome = pending instanceof Promise ? await pending : pending;
      if (outcome.status === 'aborted') {
        return { status: 'failed', error: new DispatchAbortedError(point.id), ms: outcome.ms };
      }
      return outcome;
    } finally {
      slot.calls.leave();
      scope.close();
    }
  }

  /** Captures the snapshot, keeps its plugins from stopping until the end, and logs what was asked. */
  async #dispatch<C extends object, T>(
    point: ExtensionPoint<C>,
    options: DispatchOptions | undefined,
    run: (slots: readonly Slot<C>[], scope: CallScope, entries: TraceEntry[]) => Promise<T>,
  ): Promise<T> {
    const slots = this.table.slots<C>(point);
    const scope = new CallScope(this.timers, point.deadlineMs, options?.signal);
    const entries: TraceEntry[] = [];
    for (const slot of slots) slot.calls.enter();
    try {
      return await run(slots, scope, entries);
    } finally {
      for (const slot of slots) slot.calls.leave();
      scope.close();
      this.logger.debug('extension point asked', { point: point.id, contributions: slots.length, trace: entries });
    }
  }

  /** `null`: its selector says that this is not for it. */
  #ask<C extends object, R>(
    slot: Slot<C>,
    scope: CallScope,
    select: (contribution: C) => boolean,
    call: (contribution: C, context: CallContext) => Promise<R> | R,
    check: (value: R) => void,
  ): CallOutcome<R> | Promise<CallOutcome<R>> | null {
    if (scope.callerGaveUp) throw new DispatchAbortedError(slot.point.id);
    const selected = selects(slot, this.clock, select);
    if (selected === false) return null;
    return selected === true ? guardedCall(slot, scope, this.clock, call, check) : selected;
  }

  #skipOrThrow(slot: Slot, scope: CallScope, outcome: Unusable, entries: TraceEntry[]): void {
    if (outcome.status === 'aborted' || scope.callerGaveUp) throw new DispatchAbortedError(slot.point.id);
    entries.push(failureTrace(slot, outcome));
    if (slot.point.failurePolicy === 'skip') return;
    const options = outcome.status === 'failed' ? { cause: outcome.error } : undefined;
    throw new ContributionFailedError(slot.point.id, slot, howItFailed(outcome), options);
  }

  #refuseSkipOrThrow(slot: Slot, scope: CallScope, outcome: Unusable, entries: TraceEntry[]): Refusal | null {
    if (slot.point.failurePolicy !== 'refuse' || outcome.status === 'aborted' || scope.callerGaveUp) {
      this.#skipOrThrow(slot, scope, outcome, entries);
      return null;
    }
    entries.push(failureTrace(slot, outcome));
    return refusalOfFailure(slot, outcome);
  }
}

function attribution(slot: Attribution): Attribution {
  return { plugin: slot.plugin, contribution: slot.contribution };
}
