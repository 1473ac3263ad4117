import { freshUuidSql, tokens } from './population.mjs';

/**
 * The statements for pgbench: values that are always the same stay parameters, given on its command line; the others are computed by the
 * server from numbers.
 * @param {readonly import('./send-script.mjs').ScriptStatement[]} script
 * @param {string} prefix Of the variables' names.
 * @param {(statement: import('./send-script.mjs').ScriptStatement) => Promise<readonly string[]>} parameterTypes
 * @returns {Promise<{ text: string, variables: Record<string, string> }>}
 */
export async function toPgbench(script, prefix, parameterTypes) {
  /** @type {Record<string, string>} */
  const variables = {};
  const statements = [];
  for (const [index, statement] of script.entries()) {
    const types = statement.patterns.length > 0 ? await parameterTypes(statement) : [];
    const text = statement.text.replaceAll(/\$(\d+)/g, (_, number) => {
      const parameter = Number(number) - 1;
      const pattern = statement.patterns[parameter] ?? null;
      const type = types[parameter] ?? 'text';
      const [only, ...more] = pattern ?? [];
      if (only === undefined) return `NULL::${type}`;
      if (more.length === 0 && 'now' in only) return 'now()';
      if (more.length === 0 && 'constant' in only) {
        const variable = `${prefix}_${index}_${parameter}`;
        variables[variable] = only.constant;
        return `:${variable}`;
      }
      return `(${[only, ...more].map(sqlOf).join(' || ')})::${type}`;
    });
    statements.push(`${text.replaceAll(/\s*\n\s*/g, ' ')};`);
  }
  return { text: statements.join('\n'), variables };
}

/** @param {import('./send-script.mjs').Piece} piece */
function sqlOf(piece) {
  if ('constant' in piece) return `U&'${piece.constant.replaceAll(/[^ -~]|['\\:]/g, escaped)}'`;
  if ('token' in piece) return tokens[piece.token]?.sql;
  return 'fresh' in piece ? freshUuidSql(piece.fresh) : 'now()::text';
}

// pgbench takes what follows a colon for a variable.
function escaped(/** @type {string} */ character) {
  return `\\${/** @type {number} */ (character.codePointAt(0)).toString(16).padStart(4, '0')}`;
}
