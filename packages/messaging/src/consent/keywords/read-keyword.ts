import { keywordLists } from './index.js';
import type { ConsentKeyword } from './keyword-list.js';
import { normalForm } from './normal-form.js';

const meanings: readonly ConsentKeyword[] = ['stop', 'start', 'help'];
const known: ReadonlyMap<string, ConsentKeyword> = new Map(
  keywordLists.flatMap((list) =>
    meanings.flatMap((meaning) => list[meaning].map((word) => [normalForm(word), meaning] as const)),
  ),
);
/** Code units; longer ones are no keyword, however they are written, and need no normalising. */
const longest = 100;

/**
 * What a customer's text asks for where it is nothing but a keyword, in any of the languages; `null`: it is a message like any other.
 * "Please stop" is one: what else means an opt-out is for a person to judge.
 */
export function readKeyword(body: string): ConsentKeyword | null {
  return body.length > longest ? null : (known.get(normalForm(body)) ?? null);
}
