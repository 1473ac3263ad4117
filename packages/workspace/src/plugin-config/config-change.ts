import type { ValueOrigin } from '../api/types.js';

/** Keys of a configuration that were edited. `undefined`: the value was cleared. */
export type EditedConfig = Readonly<Record<string, unknown>>;

export type Config = Readonly<Record<string, unknown>>;

export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** What the form shows: the present values with what was edited. */
export function editedConfig(present: Config, edited: EditedConfig): Config {
  return withoutAbsent({ ...present, ...edited });
}

/** Keys whose value is another than at present. */
export function changedKeys(present: Config, edited: EditedConfig): readonly string[] {
  return Object.keys(edited).filter((key) => !isSame(edited[key], present[key]));
}

/** What is asked for. A cleared value takes back what was set here. */
export function configChange(present: Config, edited: EditedConfig): Record<string, unknown> {
  return Object.fromEntries(changedKeys(present, edited).map((key) => [key, withoutEmpty(edited[key]) ?? null]));
}

/** Cleared ones that come from elsewhere: nothing that is set here could take them away. */
export function stuckKeys(
  present: Config,
  edited: EditedConfig,
  origins: Readonly<Record<string, ValueOrigin>>,
): readonly string[] {
  return changedKeys(present, edited).filter(
    (key) => edited[key] === undefined && (origins[key] === 'file' || origins[key] === 'environment'),
  );
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withoutAbsent(value: Config): Config {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

/** Fields that were left empty are not part of the value. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isPlainObject(value)) return value;
  return withoutAbsent(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutEmpty(one)])));
}

/** A number where the text is one; else the text, such as a reference to the environment. Empty: nothing. */
export function numberOf(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** Whether it is a reference to the environment and nothing else, as a secret has to be. */
export function isReference(text: string): boolean {
  return /^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/.test(text);
}
