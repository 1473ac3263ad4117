import type { PluginPlan } from '../model/plugin-administration.js';
import { MessagingError } from './messaging-error.js';

/** A plugin that shall run cannot. Nothing was changed; `extra.plan` says why. */
export class PluginChangeBlockedError extends MessagingError {
  readonly kind = 'unprocessable';
  readonly code = 'plugin_change_blocked';

  constructor(plan: PluginPlan) {
    const problems = plan.actions.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    const words = problems.map(({ what, why, fix }) => `${what} ${why} ${fix}`).join(' ');
    super(`Nothing was changed. ${words}`, { extra: { plan } });
  }
}
