import type { PluginPlan } from '../model/plugin-administration.js';
import { MessagingError } from './messaging-error.js';

/** Somebody would notice the change, and nobody has looked at its plan. Nothing was changed. */
export class PluginPlanNeededError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'plugin_plan_needed';

  constructor(plan: PluginPlan) {
    super(
      `Nothing was changed, because this has consequences: ${plan.consequences.join(' ')} To go on, give the planId of this plan.`,
      { extra: { plan } },
    );
  }
}
