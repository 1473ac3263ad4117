import type { Refusal, TraceEntry } from '../extension-points.js';
import { errorCode } from './describe-error.js';
import type { CallOutcome } from './guarded-call.js';
import type { Slot } from './slot.js';

type Failure = Exclude<CallOutcome<never>, { status: 'answered' | 'aborted' }>;

export function trace(
  slot: Slot,
  verdict: TraceEntry['verdict'],
  ms: number,
  code?: string,
  reason?: string,
): TraceEntry {
  const { plugin, contribution } = slot;
  if (code === undefined) return { point: slot.point.id, plugin, contribution, verdict, ms };
  return { point: slot.point.id, plugin, contribution, verdict, code, ...(reason === undefined ? {} : { reason }), ms };
}

export function howItFailed(failure: Failure): 'failed' | 'late' | 'open' {
  return failure.status;
}

/** Written for the agent; the contribution's own message is not repeated, for it can hold an address. */
function failureReason(slot: Slot, failure: Failure): string {
  if (failure.status === 'late') {
    return `The plugin "${slot.plugin}" did not answer within ${slot.point.deadlineMs / 1_000} seconds.`;
  }
  if (failure.status === 'open') return `The plugin "${slot.plugin}" failed repeatedly and is not asked for now.`;
  return `The plugin "${slot.plugin}" failed.`;
}

export function failureTrace(slot: Slot, failure: Failure): TraceEntry {
  const reason = failureReason(slot, failure);
  if (failure.status === 'late') return trace(slot, 'late', failure.ms, 'deadline_exceeded', reason);
  if (failure.status === 'open') return trace(slot, 'failed', failure.ms, 'circuit_open', reason);
  return trace(slot, 'failed', failure.ms, errorCode(failure.error) ?? 'contribution_failed', reason);
}

/** What a failure means where the point fails closed. */
export function refusalOfFailure(slot: Slot, failure: Failure): Refusal {
  const { plugin, contribution } = slot;
  return { plugin, contribution, code: 'contribution_failed', reason: failureReason(slot, failure) };
}
