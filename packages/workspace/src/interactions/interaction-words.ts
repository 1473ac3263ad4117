import type {
  ClosedState,
  CloseReason,
  Interaction,
  InteractionState,
  InteractionType,
  OpenState,
  Person,
} from '../api/types.js';
import type { Tone } from '../theme/tag.js';

export const typeWords: Record<InteractionType, string> = {
  phone: 'Phone',
  chat: 'Chat',
  email: 'Email',
  walk_in: 'Walk-in',
  messaging: 'Messaging',
  other: 'Other',
};

export const openStateWords: Record<OpenState, string> = {
  new: 'New',
  work_in_progress: 'Work in progress',
  on_hold: 'On hold',
  wrap_up: 'Wrap up',
};

export const closedStateWords: Record<ClosedState, string> = {
  closed_complete: 'Closed complete',
  closed_abandoned: 'Closed abandoned',
};

export const stateWords: Record<InteractionState, string> = { ...openStateWords, ...closedStateWords };

export const stateTones: Record<InteractionState, Tone> = {
  new: 'info',
  work_in_progress: 'accent',
  on_hold: 'warn',
  wrap_up: 'accent',
  closed_complete: 'neutral',
  closed_abandoned: 'neutral',
};

/** Completes "It was closed because ...". */
export const closeReasonWords: Record<CloseReason, string> = {
  agent_ended: 'an agent ended it',
  no_response: 'the customer did not respond',
  recipient_reassigned: 'the number now belongs to another customer',
  taken_over_by_agent: 'an agent took over from the virtual agent',
  auto_closed: 'a rule ended it',
};

export function isClosed(state: InteractionState): state is ClosedState {
  return state in closedStateWords;
}

/** Whom it is about, in the order in which Compose Message asks for the recipient. */
export function customerOf({ consumer, contact, openedFor }: Interaction): Person | null {
  return consumer ?? contact ?? openedFor;
}
