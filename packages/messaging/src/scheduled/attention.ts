import { ConfirmationRequiredError } from '../errors/confirmation-required-error.js';
import { InteractionChangedError } from '../errors/interaction-changed-error.js';
import { InteractionClosedError } from '../errors/interaction-closed-error.js';
import { MessagingError } from '../errors/messaging-error.js';
import type { Preflight } from '../model/preflight.js';
import type { ClaimedScheduledMessage } from './claim-scheduled.js';

/** How late a scheduled message may be sent, in milliseconds. Later, the agent decides. */
export const scheduledGraceMs = 15 * 60_000;

/** Why a scheduled message is not sent: a stable code, and words for the agent who scheduled it. */
export interface Attention {
  readonly code: string;
  readonly reason: string;
}

/** What can be said before anybody is asked; `null`: it may be sent. Pure. */
export function attentionBefore(
  { sendAt, agent }: Pick<ClaimedScheduledMessage, 'sendAt' | 'agent'>,
  now: Date,
): Attention | null {
  if (now.getTime() - sendAt.getTime() > scheduledGraceMs) {
    const reason = `It could not be sent at its time, and more than ${scheduledGraceMs / 60_000} minutes have passed since. It is not sent late without you.`;
    return { code: 'missed', reason };
  }
  if (!agent.active) {
    return { code: 'agent_inactive', reason: `${agent.name}, who scheduled it, is not active any more.` };
  }
  if (!agent.roles.includes('agent_workspace_user')) {
    return { code: 'agent_role_missing', reason: `${agent.name}, who scheduled it, may not send messages any more.` };
  }
  return null;
}

/** What a refused send means; `null`: a failure of ours, worth another try. Pure. */
export function attentionAfter(error: unknown): Attention | null {
  if (!(error instanceof MessagingError) || error instanceof InteractionChangedError) return null;
  if (error instanceof InteractionClosedError) {
    return { code: error.code, reason: 'The record was closed before the message was due.' };
  }
  if (error instanceof ConfirmationRequiredError) {
    const { warnings } = error.extra['preflight'] as Preflight;
    const why = warnings.flatMap(({ confirmation, message }) => (confirmation === null ? [] : [message]));
    return { code: error.code, reason: `${why.join(' ')} You did not agree to this when you scheduled it.` };
  }
  return { code: error.code, reason: error.message };
}
