import type { ComposeOptions, ScheduledMessage } from '../api/types.js';
import { type ComposeDraft, emptyDraft, OTHER } from './compose-draft.js';
import { laterAt } from './later.js';

/** What was scheduled, to be changed. What needs attention has no moment any more: it is sent now, or a new one is chosen. */
export function draftOfScheduled(scheduled: ScheduledMessage, options: ComposeOptions): ComposeDraft {
  const { channel, to, from, body, template, attachments, state, sendAt } = scheduled;
  return {
    ...emptyDraft,
    channel,
    ...('manual' in to ? { to: OTHER, manual: to.manual } : { to: to.recipientId }),
    from,
    ...(template ? { template: { id: template.id, variables: template.variables } } : { body }),
    attachments,
    later: state === 'scheduled' ? laterAt(sendAt.at, options) : null,
  };
}
