import type { Person, SendResult } from '../api/types.js';

/** The headline of what a send did. */
export function resultHeadline({ workflow, interaction }: SendResult): string {
  switch (workflow) {
    case 'created':
      return `Conversation ${interaction.number} was started`;
    case 'appended':
      return `The message was added to ${interaction.number}`;
    case 'replaced_virtual_agent':
      return `You took over from the virtual agent, in ${interaction.number}`;
    case 'replaced_different_user':
      return `Conversation ${interaction.number} was started, and the number changed hands`;
  }
}

/** What else it did, one sentence each. `me`: the reader's user id. */
export function resultSentences(result: SendResult, me: string | undefined): string[] {
  const { interaction, profile, liveGroup, preflight } = result;
  const nameOf = ({ id, name }: Person): string => (id === me ? 'you' : name);
  const { assignedTo } = interaction;
  const stays = preflight.plan?.assignment === 'unchanged';
  const sentences = [
    assignedTo ? `It ${stays ? 'stays' : 'is'} assigned to ${nameOf(assignedTo)}.` : 'It is assigned to nobody.',
  ];
  const added = liveGroup.added.map(nameOf).join(', ');
  if (added !== '') sentences.push(`${added[0]?.toUpperCase()}${added.slice(1)} joined its live group.`);
  const previous = preflight.plan?.profile.previousUser?.name ?? 'the customer it was bound to';
  if (profile.deactivated) sentences.push(`The number no longer belongs to ${previous}.`);
  if (profile.activated) sentences.push(`The number is now bound to ${preflight.person?.name ?? 'the customer'}.`);
  return sentences;
}
