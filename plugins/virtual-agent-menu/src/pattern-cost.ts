/** Longest text that a pattern is tried on, in UTF-16 code units. */
const longestText = 200;

/**
 * In how many ways a pattern can be tried on a text, at most: what a text that almost matches costs. `Infinity`: more than can be said. The
 * pattern must be a regular expression.
 */
export function patternCost(pattern: string): number {
  // What is escaped, or stands in a class, is one character; what begins a group says nothing of its cost.
  const bare = pattern
    .replace(/\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|.)/gsu, 'x')
    .replace(/\[[^\]]*\]/gsu, 'x')
    .replace(/\(\?(?:[:=!]|<[=!]|<[^>]*>)/gsu, '(');
  const reader = { rest: bare };
  return alternatives(reader);
}

interface Reader {
  rest: string;
}

function alternatives(reader: Reader): number {
  let sum = sequence(reader);
  while (reader.rest.startsWith('|')) {
    reader.rest = reader.rest.slice(1);
    sum += sequence(reader);
  }
  return sum;
}

function sequence(reader: Reader): number {
  let product = 1;
  while (reader.rest !== '' && !/^[|)]/.test(reader.rest)) product *= repeated(reader, atom(reader));
  return product;
}

function atom(reader: Reader): number {
  const group = reader.rest.startsWith('(');
  reader.rest = reader.rest.slice(1);
  if (!group) return 1;
  const inside = alternatives(reader);
  reader.rest = reader.rest.slice(1);
  return inside;
}

function repeated(reader: Reader, cost: number): number {
  const [written, from, comma, to] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(reader.rest) ?? [''];
  reader.rest = reader.rest.slice(written.length);
  if (written === '') return cost;
  if (written.startsWith('?')) return cost + 1;
  const least = Number(from ?? 0);
  if (from !== undefined && comma === '') return cost ** least;
  const most = to === undefined || to === '' ? Number.POSITIVE_INFINITY : Number(to);
  if (cost > 1) return cost ** most * (most - least + 1);
  return Math.min(most - least + 1, longestText);
}
