/**
 * Answers to a request name what is wrong in `title`, and link a code that the list of codes gives another meaning: 1120 stands for
 * "Invalid sender" there, and for a sender that local rules do not allow in the list. The title is the safer word.
 */
const codesByTitle: ReadonlyMap<string, number> = new Map([
  ['unsupported channel', 1400],
  ['invalid channel parameters', 1410],
  ['invalid sender', 1420],
  ['invalid recipient', 1430],
  ['invalid message type', 1440],
  ['invalid params', 1020],
  ['invalid client reference', 1450],
]);

/**
 * The code of a problem that Vonage describes (RFC 7807), in an answer or in a status: by its title, which is a name or the code itself, or
 * else by the end of the link to its explanation. `undefined`: it names none.
 */
export function vonageCodeOf(problem: unknown): number | undefined {
  if (typeof problem !== 'object' || problem === null) return undefined;
  const { title, type } = problem as { readonly title?: unknown; readonly type?: unknown };
  const name = typeof title === 'string' ? codesByTitle.get(title.trim().toLowerCase()) : undefined;
  return name ?? numberOf(title) ?? numberOf(typeof type === 'string' ? type.slice(type.indexOf('#') + 1) : undefined);
}

function numberOf(value: unknown): number | undefined {
  const isCode = (typeof value === 'number' || typeof value === 'string') && /^[1-9]\d{3}$/.test(String(value));
  return isCode ? Number(value) : undefined;
}
