import { isReference } from './config-change.js';
import type { ConfigField } from './config-fields.js';
import type { ConfigProblem } from './config-problems.js';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Secrets that were written down instead of named. They are found here, so that they never leave the browser. */
export function secretProblems(
  fields: readonly ConfigField[],
  values: Readonly<Record<string, unknown>>,
  parent = '',
): readonly ConfigProblem[] {
  return fields.flatMap(({ name, shape }): readonly ConfigProblem[] => {
    const path = parent === '' ? name : `${parent}.${name}`;
    const value = values[name];
    if (shape.kind === 'text' && shape.secret) {
      const fits = value === undefined || (typeof value === 'string' && isReference(value));
      return fits ? [] : [{ path, message: 'Write the name of a variable of the environment, such as $' + '{NAME}.' }];
    }
    if (shape.kind === 'group' && isObject(value)) return secretProblems(shape.fields, value, path);
    if (shape.kind === 'groups' && Array.isArray(value)) {
      return value.flatMap((item, index) =>
        isObject(item) ? secretProblems(shape.fields, item, `${path}[${index}]`) : [],
      );
    }
    return [];
  });
}
