import { matchKey } from '../address/match-key.js';
import { isClosed } from '../interactions/is-closed.js';
import type { DemoConversation, DemoData } from './demo-data.js';
import { duplicates } from './duplicates.js';
import { closingProblems, noAgent, unknownUser } from './interaction-problems.js';
import type { Problem } from './shape-reader.js';

/** What is wrong with conversations: what the schema forbids is said here with its place. */
export function conversationProblems({ users, interactions = [], conversations = [] }: DemoData): Problem[] {
  const recordKeys = new Set(interactions.map(({ key }) => key));
  const open = conversations.map((one) =>
    one.state !== undefined && isClosed(one.state)
      ? null
      : JSON.stringify([one.channel, one.sender, matchKey(one.channel, one.recipientId)]),
  );
  return [
    ...duplicates(open).map((index) => ({
      path: `conversations[${index}]`,
      problem: 'another open conversation has the same channel, sender and recipient; at most one can be open',
    })),
    ...conversations.flatMap((one, index) => {
      const path = `conversations[${index}]`;
      return [
        ...unknownUser(users, one.user, `${path}.user`),
        ...noAgent(users, one.assignedTo, `${path}.assignedTo`),
        ...(one.liveGroup ?? []).flatMap((key, at) => noAgent(users, key, `${path}.liveGroup[${at}]`)),
        ...duplicates(one.liveGroup ?? []).map((at) => ({
          path: `${path}.liveGroup[${at}]`,
          problem: 'is named twice',
        })),
        ...(one.virtualAgent && one.assignedTo !== undefined
          ? [{ path: `${path}.virtualAgent`, problem: 'what the virtual agent has is assigned to nobody' }]
          : []),
        ...(one.closedByFollowUp && (one.state === undefined || !isClosed(one.state))
          ? [{ path: `${path}.closedByFollowUp`, problem: 'this conversation is not closed' }]
          : []),
        ...(one.virtualAgentSession && !one.virtualAgent
          ? [{ path: `${path}.virtualAgentSession`, problem: 'the virtual agent does not have this conversation' }]
          : []),
        ...(one.from !== undefined && !recordKeys.has(one.from)
          ? [{ path: `${path}.from`, problem: `there is no interaction ${one.from}` }]
          : []),
        ...closingProblems(one, path),
        ...messageProblems(users, one, path),
      ];
    }),
  ];
}

function messageProblems(users: DemoData['users'], conversation: DemoConversation, path: string): Problem[] {
  const { messages = [], openedMinutesAgo } = conversation;
  return messages.flatMap((message, index) => {
    const at = `${path}.messages[${index}]`;
    const before = messages[index - 1];
    const problems: Problem[] = [];
    if (message.direction === 'inbound') {
      for (const field of ['author', 'state', 'cause'] as const) {
        if (message[field] !== undefined)
          problems.push({ path: `${at}.${field}`, problem: 'belongs to outbound messages only' });
      }
    } else if (message.author === undefined) {
      problems.push({ path: `${at}.author`, problem: 'is missing: a user, virtual_agent or system' });
    } else if (message.author !== 'virtual_agent' && message.author !== 'system') {
      problems.push(...noAgent(users, message.author, `${at}.author`));
    }
    if (message.minutesAgo > openedMinutesAgo) {
      problems.push({ path: `${at}.minutesAgo`, problem: 'is before the conversation was opened' });
    }
    if (before && message.minutesAgo > before.minutesAgo) {
      problems.push({ path: `${at}.minutesAgo`, problem: 'is before the message above it; the oldest comes first' });
    }
    if (conversation.closedMinutesAgo !== undefined && message.minutesAgo < conversation.closedMinutesAgo) {
      problems.push({ path: `${at}.minutesAgo`, problem: 'is after the conversation was closed' });
    }
    return problems;
  });
}
