import type { Message } from '../api/types.js';

/** What is known of a message of unknown outcome, with the time of the next look. */
export function lookUpLine({ lookUp }: Pick<Message, 'lookUp'>): string {
  if (lookUp === null) return 'The carrier may have it. You decide whether to send it again.';
  const { words, nextAt } = lookUp;
  if (nextAt === null) return words;
  const time = new Date(nextAt).toLocaleTimeString('en', { timeStyle: 'short' });
  return `${words} Next look at ${time}.`;
}
