import type { TraceEntry } from '@hailpoint/kernel/host';
import type { PreflightVerdict } from '../model/preflight.js';

/** A step of a dispatch, as preflight keeps it. */
export function toVerdict({ point, plugin, contribution, verdict, code, reason, ms }: TraceEntry): PreflightVerdict {
  return { point, plugin, contribution, verdict, code: code ?? null, reason: reason ?? null, ms };
}
