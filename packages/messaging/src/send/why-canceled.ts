import type { CloseReason } from '@hailpoint/kernel';

/** Why a message that was queued in a conversation is canceled, by the reason for which the conversation was closed. For agents. */
export const whyCanceled: Record<CloseReason, string> = {
  recipient_reassigned: 'The address was given to another customer before this message went out.',
  taken_over_by_agent: 'An agent took the conversation over before this message went out.',
  agent_ended: 'The conversation was closed before this message went out.',
  no_response: 'The conversation was closed before this message went out.',
  auto_closed: 'The conversation was closed before this message went out.',
};
