import type { CollectedValue, VirtualAgentAnswer } from '@hailpoint/kernel';

/** An answer that can be kept and sent. */
export interface CheckedAnswer {
  readonly replies: readonly string[];
  /** JSON. */
  readonly state: string;
  /** `null`: as before. */
  readonly collected: readonly CollectedValue[] | null;
  readonly handOff: { readonly reason: string } | null;
}

/** What an answer may hold. Sizes in UTF-16 code units, that of the state in bytes. */
export const answerLimits = {
  replies: 10,
  stateBytes: 16 * 1024,
  collected: 50,
  label: 100,
  value: 1_000,
  reason: 500,
} as const;

/** The answer, or what is wrong with it in words for its author, without anything of it. `maxLength` of a reply; 0: not known. */
export function checkAnswer(answer: VirtualAgentAnswer, maxLength: number): CheckedAnswer | { readonly fault: string } {
  if (typeof answer !== 'object' || answer === null) return fault('it must answer an object or null');
  const { replies, collected, handOff } = answer;
  if (!Array.isArray(replies) || replies.length > answerLimits.replies)
    return fault(`replies must be an array of at most ${answerLimits.replies} texts`);
  if (!replies.every((reply) => isText(reply, maxLength === 0 ? Number.POSITIVE_INFINITY : maxLength)))
    return fault('each reply must be a text that is not empty and fits into one message of the channel');
  const state = stateOf(answer.state);
  if (state === null) return fault(`state must be JSON of at most ${answerLimits.stateBytes} bytes`);
  if (collected !== undefined && !areCollected(collected))
    return fault(`collected must be at most ${answerLimits.collected} pairs of label and value, both texts`);
  if (handOff !== undefined && !isText(handOff?.reason, answerLimits.reason))
    return fault(`handOff.reason must be a text of at most ${answerLimits.reason} characters`);
  return {
    replies,
    state,
    collected: collected === undefined ? null : collected.map(({ label, value }) => ({ label, value })),
    handOff: handOff === undefined ? null : { reason: handOff.reason },
  };
}

const fault = (words: string) => ({ fault: words });

/** The database takes no NUL and no half of a character. */
function isText(value: unknown, maxLength: number): value is string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > maxLength) return false;
  return value.isWellFormed() && !value.includes('\0');
}

function areCollected(collected: unknown): collected is readonly CollectedValue[] {
  return (
    Array.isArray(collected) &&
    collected.length <= answerLimits.collected &&
    collected.every((one) => isText(one?.label, answerLimits.label) && isText(one?.value, answerLimits.value))
  );
}

/** NUL, or half of a character, as JSON writes them; an escaped backslash before `u` is none. */
const unkeepable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

function stateOf(state: unknown): string | null {
  try {
    // What JSON cannot hold, such as `undefined`, is an empty state.
    const json = JSON.stringify(state ?? null) ?? 'null';
    return Buffer.byteLength(json) <= answerLimits.stateBytes && !unkeepable.test(json) ? json : null;
  } catch {
    return null;
  }
}
