import {
  type ConversationClose,
  type ConversationPlan,
  type ConversationPolicy,
  type ConversationSituation,
  type ConversationSummary,
  injectable,
} from '@hailpoint/kernel';

/** The conversation plan: five rows, the first one tried first. It always has an answer. */
@injectable()
export class DefaultConversationPolicy implements ConversationPolicy {
  decide(situation: ConversationSituation): ConversationPlan {
    const { agent, conversation } = situation;
    if (belongsToSomeoneElse(situation)) return replaceDifferentUser(situation);
    if (conversation === null) return create();
    if (conversation.virtualAgent) return takeOver(conversation);
    if (conversation.assignedTo !== null) return appendToLiveAgent(conversation, agent);
    return appendAndAssign(conversation);
  }
}

/** A guest's profile belongs to nobody yet: it is linked, not replaced. An unknown recipient is whoever the profile says. */
function belongsToSomeoneElse({ person, profile }: ConversationSituation): boolean {
  return person !== null && profile !== null && profile.person !== null && profile.person !== person;
}

function replaceDifferentUser({ conversation, otherConversations }: ConversationSituation): ConversationPlan {
  const running = conversation === null ? otherConversations : [conversation, ...otherConversations];
  const closes = running.map(({ id, number }): ConversationClose => ({ id, number, reason: 'recipient_reassigned' }));
  const closing = closes.length === 0 ? '' : ` ${closingWords(closes)}.`;
  return {
    action: 'create',
    row: '1',
    workflow: closes.length === 0 ? 'created' : 'replaced_different_user',
    closes,
    profile: 'replace',
    confirmations: ['recipient_reassignment'],
    explanation:
      `The recipient's address belongs to another customer.${closing} ` +
      'Sending gives the address to the person you write to, and starts a new conversation that is assigned to you.',
  };
}

function closingWords(closes: readonly ConversationClose[]): string {
  const numbers = closes.map(({ number }) => number);
  if (numbers.length === 1) return `That customer's conversation ${numbers[0]} is closed`;
  return `That customer's conversations ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)} are closed`;
}

function create(): ConversationPlan {
  return {
    action: 'create',
    row: '2',
    workflow: 'created',
    closes: [],
    profile: 'ensure',
    confirmations: [],
    explanation: 'A new conversation is started and assigned to you.',
  };
}

function takeOver({ id, number }: ConversationSummary): ConversationPlan {
  return {
    action: 'create',
    row: '3',
    workflow: 'replaced_virtual_agent',
    closes: [{ id, number, reason: 'taken_over_by_agent' }],
    profile: 'ensure',
    contextFrom: id,
    confirmations: [],
    explanation:
      `You take over from the virtual agent: its conversation ${number} is closed, ` +
      'and a new one is started and assigned to you, with the transcript at hand.',
  };
}

function appendToLiveAgent(conversation: ConversationSummary, agent: string): ConversationPlan {
  const { id, number, assignedTo, liveGroup } = conversation;
  const takingPart = liveGroup.includes(agent) ? 'you already take part in it' : 'you join it';
  const assignment =
    assignedTo === agent ? 'which is assigned to you' : `which stays assigned to the agent who has it; ${takingPart}`;
  return append('4', id, false, `The message is added to the running conversation ${number}, ${assignment}.`);
}

function appendAndAssign({ id, number }: ConversationSummary): ConversationPlan {
  return append(
    '5',
    id,
    true,
    `The message is added to the running conversation ${number}, which nobody has; it is assigned to you.`,
  );
}

function append(row: string, conversation: string, assign: boolean, explanation: string): ConversationPlan {
  return {
    action: 'append',
    row,
    workflow: 'appended',
    conversation,
    assign,
    profile: 'ensure',
    confirmations: [],
    explanation,
  };
}
