import type { FieldProblem } from '@hailpoint/messaging';
import type { TSchema } from 'typebox';
import { explainText } from './explain-text.js';
import { explainUnion } from './explain-union.js';
import type { JsonSchemaNode } from './json-schema-node.js';
import { pointer } from './pointer.js';

/** Names of fields that are repeated in an answer are cut to this length. */
const longestName = 60;

/** Why a value does not fit, one entry per wrong field, in words for the one who sent it. Never repeats the value itself. */
export function explainSchema(
  schema: TSchema | JsonSchemaNode,
  value: unknown,
  path: readonly string[] = [],
): readonly FieldProblem[] {
  const node = schema as JsonSchemaNode;
  const problem = (code: string, message: string): FieldProblem[] => [{ field: pointer(path), code, message }];
  if (node.anyOf && node.type !== 'object') return explainUnion(node, value, path);
  if ('const' in node) {
    return value === node.const ? [] : problem('not_allowed', `must be ${JSON.stringify(node.const)}.`);
  }
  if (node.enum) {
    const values = node.enum.map((allowed) => JSON.stringify(allowed)).join(', ');
    return node.enum.includes(value) ? [] : problem('not_allowed', `must be one of ${values}.`);
  }
  switch (node.type) {
    case 'object':
      return explainObject(node, value, path);
    case 'array':
      return explainArray(node, value, path);
    case 'string': {
      const text = explainText(node, value);
      return text ? problem(text.code, text.message) : [];
    }
    case 'integer':
    case 'number': {
      const kind = node.type === 'integer' ? 'a whole number' : 'a number';
      if (typeof value !== 'number' || !Number.isFinite(value)) return problem('wrong_type', `must be ${kind}.`);
      if (node.type === 'integer' && !Number.isSafeInteger(value)) return problem('wrong_type', `must be ${kind}.`);
      if (node.minimum !== undefined && value < node.minimum)
        return problem('too_small', `must be at least ${node.minimum}.`);
      if (node.maximum !== undefined && value > node.maximum)
        return problem('too_large', `must be at most ${node.maximum}.`);
      return [];
    }
    case 'boolean':
      return typeof value === 'boolean' ? [] : problem('wrong_type', 'must be true or false.');
    case 'null':
      return value === null ? [] : problem('wrong_type', 'must be null.');
    default:
      return [];
  }
}

function explainObject(node: JsonSchemaNode, value: unknown, path: readonly string[]): readonly FieldProblem[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return [{ field: pointer(path), code: 'wrong_type', message: 'must be a JSON object.' }];
  }
  const properties = node.properties ?? {};
  const record = value as Record<string, unknown>;
  const has = (name: string) => Object.hasOwn(record, name) && record[name] !== undefined;
  const missing = (node.required ?? [])
    .filter((name) => !has(name))
    .map((name) => ({ field: pointer([...path, name]), code: 'required', message: 'is required.' }))
    .concat(neitherOf(node, has, path));
  const wrong = Object.keys(properties)
    .filter(has)
    .flatMap((name) => explainSchema(properties[name]!, record[name], [...path, name]));
  const { additionalProperties } = node;
  if (additionalProperties !== false) {
    const others = Object.keys(record).filter((name) => !Object.hasOwn(properties, name));
    if (node.maxProperties !== undefined && Object.keys(record).length > node.maxProperties) {
      return [{ field: pointer(path), code: 'too_many', message: `must have at most ${node.maxProperties} entries.` }];
    }
    const rule = typeof additionalProperties === 'object' ? additionalProperties : {};
    const strange = others.flatMap((name) => explainSchema(rule, record[name], [...path, name.slice(0, longestName)]));
    return [...missing, ...wrong, ...strange];
  }
  const known = Object.keys(properties);
  const unknown = Object.keys(record)
    .filter((name) => !Object.hasOwn(properties, name))
    .map((name) => ({
      field: pointer([...path, name.slice(0, longestName)]),
      code: 'unknown_field',
      message:
        known.length > 0
          ? `is not a field here. There are: ${known.join(', ')}.`
          : 'is not a field here. There are none.',
    }));
  return [...missing, ...wrong, ...unknown];
}

/** Of fields of which one is needed: the first is named, and the others said. */
function neitherOf({ anyOf = [] }: JsonSchemaNode, has: (name: string) => boolean, path: readonly string[]) {
  if (anyOf.length === 0 || anyOf.some(({ required = [] }) => required.every(has))) return [];
  const [first = '', ...others] = anyOf.flatMap(({ required = [] }) => required);
  return [{ field: pointer([...path, first]), code: 'required', message: `is required, or ${others.join(' or ')}.` }];
}

function explainArray(node: JsonSchemaNode, value: unknown, path: readonly string[]): readonly FieldProblem[] {
  const problem = (code: string, message: string) => [{ field: pointer(path), code, message }];
  if (!Array.isArray(value)) return problem('wrong_type', 'must be a list.');
  if (node.maxItems !== undefined && value.length > node.maxItems) {
    return problem('too_many', `must have at most ${node.maxItems} entries.`);
  }
  if (node.minItems !== undefined && value.length < node.minItems) {
    return problem('too_few', `must have at least ${node.minItems} entries.`);
  }
  const wrong = value.flatMap((item, index) => explainSchema(node.items ?? {}, item, [...path, String(index)]));
  if (
    wrong.length === 0 &&
    node.uniqueItems &&
    new Set(value.map((item) => JSON.stringify(item))).size < value.length
  ) {
    return problem('duplicate', 'must not name the same entry twice.');
  }
  return wrong;
}
