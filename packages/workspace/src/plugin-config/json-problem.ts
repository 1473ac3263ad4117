export interface JsonProblem {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Characters before it. */
  readonly offset: number;
}

/** Where a text stops being JSON; `null`: it is JSON. */
export function jsonProblem(text: string): JsonProblem | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const offset = text.trim() === '' ? 0 : brokenAt(text);
    const before = text.slice(0, offset).split('\n');
    const line = before.length;
    const column = (before.at(-1) ?? '').length + 1;
    const found = text.slice(offset).match(/^\S/)?.[0];
    const what =
      error instanceof SyntaxError && found !== undefined
        ? `${found} is not expected there`
        : 'something is missing there';
    return { message: `This is no JSON: line ${line}, column ${column}: ${what}.`, line, column, offset };
  }
}

/** Browsers word their errors differently, and not all of them say where: the place is where no rest could make JSON of it any more. */
function brokenAt(text: string): number {
  return scan(text, skip(text, 0)).at;
}

interface Scan {
  readonly at: number;
  readonly ok: boolean;
}

const skip = (text: string, at: number): number => at + (text.slice(at).match(/^[ \t\r\n]*/)?.[0].length ?? 0);

/** Reads the value that begins there. */
function scan(text: string, at: number): Scan {
  const value = scanValue(text, at);
  if (!value.ok) return value;
  const rest = skip(text, value.at);
  return { at: rest, ok: rest === text.length };
}

function scanValue(text: string, at: number): Scan {
  const first = text[at];
  if (first === '{') return scanMembers(text, at, '}', true);
  if (first === '[') return scanMembers(text, at, ']', false);
  const token = text
    .slice(at)
    .match(
      /^(?:"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/u,
    );
  if (token !== null) return { at: at + token[0].length, ok: true };
  // A text that does not end is wrong where its line ends.
  const open = first === '"' ? (text.slice(at).match(/^"(?:[^"\\\p{Cc}]|\\.)*/u)?.[0].length ?? 0) : 0;
  return { at: at + open, ok: false };
}

function scanMembers(text: string, start: number, end: string, named: boolean): Scan {
  let at = skip(text, start + 1);
  if (text[at] === end) return { at: at + 1, ok: true };
  for (;;) {
    if (named) {
      const name: Scan = text[at] === '"' ? scanValue(text, at) : { at, ok: false };
      if (!name.ok) return name;
      at = skip(text, name.at);
      if (text[at] !== ':') return { at, ok: false };
      at = skip(text, at + 1);
    }
    const value = scanValue(text, at);
    if (!value.ok) return value;
    at = skip(text, value.at);
    if (text[at] === end) return { at: at + 1, ok: true };
    if (text[at] !== ',') return { at, ok: false };
    at = skip(text, at + 1);
  }
}
