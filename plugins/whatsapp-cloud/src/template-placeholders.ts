/** What stands between double braces in the body of a template. */
const placeholder = /\{\{([^{}]*)\}\}/g;

const named = /^[a-z][a-z0-9_]{0,59}$/;
const positional = /^[1-9]\d?$/;

/** Names of the variables, each once, in the order in which they first stand there. */
export function placeholdersOf(body: string): readonly string[] {
  return [...new Set([...body.matchAll(placeholder)].map(([, name = '']) => name.trim()))];
}

/** Meta's templates have either numbered variables, from 1 without a gap, or named ones. */
export function isPositional(names: readonly string[]): boolean {
  return names.length > 0 && names.every((name) => positional.test(name));
}

/** What is wrong with the variables of a body; `null`: nothing. */
export function placeholderFault(body: string): string | null {
  const names = placeholdersOf(body);
  if (/\{\{|\}\}/.test(body.replace(placeholder, ''))) return 'has braces that do not belong together';
  if (names.every((name) => named.test(name))) return null;
  if (!isPositional(names)) {
    return names.some((name) => positional.test(name)) && names.some((name) => named.test(name))
      ? 'mixes numbered and named variables; Meta allows one kind in a template'
      : 'has variables that are neither numbers ({{1}}) nor names in lower case ({{customer_name}})';
  }
  const missing = names.findIndex((_, index) => !names.includes(String(index + 1)));
  return missing < 0 ? null : `has no {{${missing + 1}}}; numbered variables begin with 1 and leave none out`;
}
