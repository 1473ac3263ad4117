const longestWord = 60;
const mostWords = 200;
const mostQueryWords = 8;

/**
 * The words of a text as they are searched: lower case, letters and digits only, Latin letters without accents, so that "Müller" is found by
 * "muller". Index and query use the same words.
 */
export function searchWords(text: string): string[] {
  return words(fold(text)).slice(0, mostWords);
}

/** What goes into a `search_text` column: the words of all parts, in order. Empty parts count for nothing. */
export function searchText(parts: readonly (string | null | undefined)[]): string {
  return searchWords(parts.filter((part) => part).join(' ')).join(' ');
}

/**
 * A query for `to_tsquery('simple', ...)`: every word of the text, each by prefix. Built of letters and digits only, so nothing that a person
 * types is an operator. `null`: no word in it. Rows that were written with accents are found by the word as it was typed.
 */
export function prefixQuery(text: string): string | null {
  const typed = words(text.toLowerCase().normalize('NFC')).slice(0, mostQueryWords);
  const terms = typed.map((word) => {
    // A character may stand for several: half (½) is 1 and 2.
    const folded = words(fold(word)).map(prefix).join(' & ');
    return folded === prefix(word) ? folded : `((${folded}) | ${prefix(word)})`;
  });
  return terms.length > 0 ? terms.join(' & ') : null;
}

function prefix(word: string): string {
  return `'${word}':*`;
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

/** Marks belong to a word, and make none by themselves. */
function words(text: string): string[] {
  const found = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  return found.map((word) => Array.from(word).slice(0, longestWord).join(''));
}
