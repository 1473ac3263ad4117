import type { Person } from '../api/types.js';

/** What is unclear about the number of a conversation. `null`: nothing is. */
export interface OwnerQuestion {
  readonly title: string;
  readonly text: string;
  /** Other people who have the number in their record. */
  readonly candidates: readonly Person[];
}

/** Whether agents are asked whose a number is: it is nobody's so far, or stands in the record of somebody else than the one it is bound to. */
export function ownerQuestion(guest: boolean, owner: Person | null, users: readonly Person[]): OwnerQuestion | null {
  const candidates = users.filter(({ id }) => id !== owner?.id);
  const names = candidates.map(({ name }) => name).join(', ');
  if (guest || owner === null) {
    const text =
      candidates.length === 0
        ? 'Nobody in the directory has it. Ask the customer who they are.'
        : candidates.length === 1
          ? `It stands in the record of ${names}. Ask the customer who they are.`
          : `It stands in the records of several people: ${names}. Ask the customer who they are.`;
    return { title: 'Whose number is this?', text, candidates };
  }
  if (candidates.length === 0) return null;
  const text = `It also stands in the record of ${names}. If somebody else is writing, say so.`;
  return { title: `This number is ${owner.name}'s`, text, candidates };
}

/** What happens when the number is said to be a person's. */
export function ownerOutcome(owner: Person | null, chosen: Person): string {
  if (owner === null || owner.id === chosen.id) {
    return `The number becomes ${chosen.name}'s, and what runs on it goes on with them.`;
  }
  return (
    `The number is ${owner.name}'s so far and becomes ${chosen.name}'s. This conversation goes on with ${chosen.name}; others with ` +
    `${owner.name} on this number are closed, and messages that still wait to be sent are canceled. ` +
    'An opt-in is not taken over, an opt-out of the number stays.'
  );
}
