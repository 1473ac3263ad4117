const states: Readonly<Record<string, string>> = {
  new: 'new',
  work_in_progress: 'work in progress',
  on_hold: 'on hold',
  wrap_up: 'wrap-up',
  closed_complete: 'closed complete',
  closed_abandoned: 'closed abandoned',
};

/** A state of an interaction within a sentence. */
export function stateWords(state: string): string {
  return states[state] ?? state.replaceAll('_', ' ');
}

const closeReasons: Readonly<Record<string, string>> = {
  agent_ended: 'the conversation was over',
  no_response: 'the customer did not answer',
  recipient_reassigned: 'the number was given to another customer',
  taken_over_by_agent: 'an agent took it over from the virtual agent',
  auto_closed: 'a rule ended it',
};

/** Why an interaction was closed, within a sentence. */
export function closeReasonWords(reason: string): string {
  return closeReasons[reason] ?? reason.replaceAll('_', ' ');
}

const types: Readonly<Record<string, string>> = {
  phone: 'a phone call',
  chat: 'a chat',
  email: 'an e-mail',
  walk_in: 'a walk-in',
  messaging: 'a conversation',
  other: 'a contact',
};

/** What an interaction is, within a sentence. */
export function typeWords(type: string): string {
  return types[type] ?? type.replaceAll('_', ' ');
}
