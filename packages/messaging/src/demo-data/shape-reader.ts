import { suggestName } from '@hailpoint/kernel/host';

/** What is wrong, and where. */
export interface Problem {
  /** Such as `users[3].phones[0].number`. */
  readonly path: string;
  readonly problem: string;
}

/** The form of one value. */
export type Shape =
  | { readonly is: 'text' | 'number' | 'boolean' }
  /** Not looked into. */
  | { readonly is: 'anything' }
  | { readonly is: 'one of'; readonly values: readonly string[] }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'object'; readonly required: Shapes; readonly optional: Shapes };

export type Shapes = Readonly<Record<string, Shape>>;

export const text: Shape = { is: 'text' };
export const number: Shape = { is: 'number' };
export const anything: Shape = { is: 'anything' };
export const flag: Shape = { is: 'boolean' };
export const oneOf = (...values: readonly string[]): Shape => ({ is: 'one of', values });
export const list = (of: Shape): Shape => ({ is: 'list', of });
export const object = (required: Shapes, optional: Shapes = {}): Shape => ({ is: 'object', required, optional });

/** Every place where a value is not of the shape; empty when it is. Unknown members are problems too: a misspelt one would say nothing. */
export function shapeProblems(value: unknown, shape: Shape, path = ''): Problem[] {
  switch (shape.is) {
    case 'anything':
      return [];
    case 'text':
      return typeof value === 'string' && value.trim() !== '' ? [] : [{ path, problem: 'must be text, and not empty' }];
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= 0
        ? []
        : [{ path, problem: 'must be a number, 0 or more' }];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [{ path, problem: 'must be true or false' }];
    case 'one of':
      return shape.values.includes(value as string)
        ? []
        : [{ path, problem: `must be one of ${shape.values.join(', ')}` }];
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, index) => shapeProblems(item, shape.of, `${path}[${index}]`))
        : [{ path, problem: 'must be a list' }];
    case 'object':
      return objectProblems(value, shape, path);
  }
}

function objectProblems(value: unknown, shape: Extract<Shape, { is: 'object' }>, path: string): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path, problem: 'must be an object' }];
  }
  const members = value as Record<string, unknown>;
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  const known = { ...shape.required, ...shape.optional };
  return [
    ...Object.keys(members)
      .filter((name) => !Object.hasOwn(known, name))
      .map((name) => ({ path: below(name), problem: `is not known here. ${suggestName(name, Object.keys(known))}` })),
    ...Object.keys(shape.required)
      .filter((name) => members[name] === undefined || members[name] === null)
      .map((name) => ({ path: below(name), problem: 'is missing' })),
    ...Object.entries(known)
      // YAML's empty value is null: it says nothing.
      .filter(([name]) => members[name] !== undefined && members[name] !== null)
      .flatMap(([name, member]) => shapeProblems(members[name], member, below(name))),
  ];
}
