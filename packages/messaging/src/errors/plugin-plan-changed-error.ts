import type { PluginPlan } from '../model/plugin-administration.js';
import { MessagingError } from './messaging-error.js';

/** The change would do something else than its plan said. Nothing was changed; `extra.plan` says what it would do now. */
export class PluginPlanChangedError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'plugin_plan_changed';

  constructor(plan: PluginPlan) {
    super('Something changed since the plan was made. Nothing was changed. Look at the new plan, then apply it.', {
      extra: { plan },
    });
  }
}
