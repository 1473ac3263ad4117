import type { JsonSchema } from '../../plugin/define-plugin.js';

const nested = ['properties', '$defs', 'definitions', 'patternProperties'] as const;

/**
 * The same schema with unknown keys refused wherever its author did not say otherwise. Parts of `allOf`, `anyOf` and `oneOf` stay
 * open, and so does an object that uses them: each part alone would refuse what the others allow.
 */
export function closeSchema(schema: JsonSchema): JsonSchema {
  const combined = ['allOf', 'anyOf', 'oneOf', 'if', '$ref', '$dynamicRef'].some((keyword) => keyword in schema);
  const closed: Record<string, unknown> = { ...schema };
  for (const keyword of nested) {
    const members = schema[keyword];
    if (isObject(members)) {
      closed[keyword] = Object.fromEntries(
        Object.entries(members).map(([name, member]) => [name, closeMember(member)]),
      );
    }
  }
  if ('items' in schema) closed['items'] = closeMember(schema['items']);
  const open = !(
    'additionalProperties' in schema ||
    'unevaluatedProperties' in schema ||
    'patternProperties' in schema
  );
  if (isObject(schema['properties']) && open && !combined) closed['additionalProperties'] = false;
  return closed;
}

function closeMember(member: unknown): unknown {
  return isObject(member) ? closeSchema(member) : member;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
