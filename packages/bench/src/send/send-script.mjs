import { tokens } from './population.mjs';
import { prepareValue } from './store-packages.mjs';

/**
 * One value of a statement, as a pattern: text that is the same in every send, and pieces that differ.
 * @typedef {{ readonly constant: string } | { readonly token: number } | { readonly fresh: number } | { readonly now: true }} Piece
 * @typedef {readonly Piece[] | null} Pattern `null`: NULL.
 */

/**
 * @typedef {object} ScriptStatement
 * @property {string} [name]
 * @property {string} text
 * @property {readonly Pattern[]} patterns By parameter.
 */

const anyUuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
// What identifies a text or a plan may be any text as long as it is as long: nothing looks it up.
const freeText = /^(\{.*\}|[0-9a-f]{32,}|[\w-]{43,}=?)$/s;

/**
 * Makes of the recorded statements of one send those of any send, and proves it on a second recording.
 * @param {readonly [import('./record-send.mjs').Recording, import('./record-send.mjs').Recording]} recordings
 * @returns {readonly ScriptStatement[]}
 */
export function sendScript([first, second]) {
  const fresh = freshUuids();
  const script = first.statements.map(({ name, text, values }) => ({
    ...(name && { name }),
    text,
    patterns: values.map((value) => patternOf(value, first, fresh)),
  }));
  requireSame(script, second);
  return script;
}

/** Numbers the ids that a send makes itself, in the order in which they come. */
function freshUuids() {
  /** @type {string[]} */
  const seen = [];
  return (/** @type {string} */ uuid) => {
    if (!seen.includes(uuid)) seen.push(uuid);
    return seen.indexOf(uuid);
  };
}

/**
 * @param {unknown} value
 * @param {import('./record-send.mjs').Recording} recording
 * @param {(uuid: string) => number} fresh
 * @returns {Pattern}
 */
function patternOf(value, { planned, at }, fresh) {
  if (value === null || value === undefined) return null;
  if (value instanceof Date && value.getTime() === at.getTime()) return [{ now: true }];
  const text = String(prepareValue(value));
  if (text === '' || text.startsWith('{"')) return [{ constant: text }];
  /** @type {Piece[]} */
  let pieces = [{ constant: text }];
  tokens.forEach((token, index) => {
    pieces = splitAt(pieces, token.text(planned), () => ({ token: index }));
  });
  for (;;) {
    const uuid = pieces
      .map((piece) => ('constant' in piece ? anyUuid.exec(piece.constant)?.[0] : undefined))
      .find(Boolean);
    if (uuid === undefined) return pieces;
    pieces = splitAt(pieces, uuid, () => ({ fresh: fresh(uuid) }));
  }
}

/**
 * @param {readonly Piece[]} pieces
 * @param {string} text
 * @param {() => Piece} replacement
 * @returns {Piece[]}
 */
function splitAt(pieces, text, replacement) {
  return pieces.flatMap((piece) => {
    if (!('constant' in piece)) return [piece];
    return piece.constant
      .split(text)
      .flatMap((constant, index) => [...(index > 0 ? [replacement()] : []), ...(constant ? [{ constant }] : [])]);
  });
}

/**
 * @param {readonly ScriptStatement[]} script
 * @param {import('./record-send.mjs').Recording} recording
 */
function requireSame(script, { planned, at, statements }) {
  const texts = (/** @type {readonly { text: string }[]} */ list) => list.map(({ text }) => text).join('\n');
  if (texts(script) !== texts(statements))
    throw new Error('Two sends of the same kind did not run the same statements.');
  const fresh = freshUuids();
  script.forEach(({ name, text, patterns }, index) => {
    statements[index]?.values.forEach((value, parameter) => {
      const expected = patternOf(value, { planned, at, statements }, fresh);
      const made = patterns[parameter] ?? null;
      if (JSON.stringify(made) === JSON.stringify(expected)) return;
      const isFree = [made, expected].every(
        (one) => one?.length === 1 && 'constant' in one[0] && freeText.test(one[0].constant),
      );
      if (isFree) return;
      throw new Error(
        `No script makes what "${name ?? text}" binds to $${parameter + 1}: ${JSON.stringify([made, expected])}`,
      );
    });
  });
}

/**
 * The values of one more send, for a driver in this process.
 * @param {ScriptStatement} statement
 * @param {import('./population.mjs').PlannedSend} planned
 * @param {readonly string[]} freshIds
 */
export function valuesOf({ patterns }, planned, freshIds) {
  return patterns.map((pattern) => {
    if (pattern === null) return null;
    return pattern.map((piece) => textOf(piece, planned, freshIds)).join('');
  });
}

/**
 * @param {Piece} piece
 * @param {import('./population.mjs').PlannedSend} planned
 * @param {readonly string[]} freshIds
 */
function textOf(piece, planned, freshIds) {
  if ('constant' in piece) return piece.constant;
  if ('token' in piece) return tokens[piece.token]?.text(planned);
  return 'fresh' in piece ? freshIds[piece.fresh] : new Date().toISOString();
}

/** @param {readonly ScriptStatement[]} script */
export function freshIdsNeeded(script) {
  const ordinals = script.flatMap(({ patterns }) =>
    patterns.flatMap((pattern) => (pattern ?? []).flatMap((piece) => ('fresh' in piece ? [piece.fresh] : []))),
  );
  return Math.max(-1, ...ordinals) + 1;
}
