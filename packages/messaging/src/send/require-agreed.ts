import { ConfirmationRequiredError } from '../errors/confirmation-required-error.js';
import { PlanChangedError } from '../errors/plan-changed-error.js';
import { SendBlockedError } from '../errors/send-blocked-error.js';
import type { Preflight } from '../model/preflight.js';

/** What the sender of a message says to have seen and agreed to. */
export interface Agreement {
  /** Of the preflight that the agent saw; absent for machines. */
  readonly planId: string | undefined;
  readonly confirm: readonly string[];
  /** Throws when the outcome is not the one agreed to before. */
  readonly requirePlan?: (preflight: Preflight) => void;
}

/**
 * The agent saw this plan, nothing is in its way, and what needs a confirmation has it.
 *
 * @throws PlanChangedError, SendBlockedError, ConfirmationRequiredError, and what `requirePlan` throws
 */
export function requireAgreed({ planId, confirm, requirePlan }: Agreement, preflight: Preflight): void {
  if (planId !== undefined && planId !== preflight.planId) throw new PlanChangedError(preflight);
  if (!preflight.sendable) throw new SendBlockedError(preflight);
  requirePlan?.(preflight);
  if (preflight.confirmations.some((needed) => !confirm.includes(needed))) {
    throw new ConfirmationRequiredError(preflight);
  }
}
