/** A reason is a sentence for an agent, not a page or a record. */
const plainWords = /^[^<{[\p{Cc}][^\p{Cc}]{0,499}$/u;

export const codePattern = /^[a-z][a-z0-9_]{0,63}$/;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Not empty, and what the database can keep: without NUL and without half of a character. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.isWellFormed() && !value.includes('\0');
}

/** Words for people: one to 500 characters, and neither a page nor a record. */
export function arePlainWords(value: unknown): value is string {
  return isText(value) && plainWords.test(value);
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function';
}

export function isCountry(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value);
}

/** Not by `instanceof`: a test runner has a realm of its own. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]' && !Number.isNaN((value as Date).getTime());
}

/** What is wrong with `{ code, reason }`; `null`: nothing. */
export function refusalFault({ code, reason }: Readonly<Record<string, unknown>>): string | null {
  if (typeof code !== 'string' || !codePattern.test(code))
    return `its code is ${shown(code)}, and no name such as "not_now"`;
  return arePlainWords(reason) ? null : `its reason is ${shown(reason)}, and no sentence for the agent`;
}

/** A value in a sentence. */
export function shown(value: unknown): string {
  const text = isPromise(value) ? 'a promise' : (JSON.stringify(value) ?? String(value));
  return text.length > 400 ? `${text.slice(0, 400)}...` : text;
}
