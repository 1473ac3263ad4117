/** One thing that is wrong in a configuration. Never holds the value. */
export interface ConfigurationProblem {
  /** Such as `config.senders[0].number`. */
  readonly path: string;
  /** Follows the path in a sentence: "must be a number, and is text". */
  readonly message: string;
}

/** Path of a member. */
export function memberPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

/** What kind of value somebody wrote, in the words of a config file. */
export function kindOfValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
