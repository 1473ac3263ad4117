import type { JsonSchema } from '../../plugin/define-plugin.js';

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function follow(schema: JsonSchema, root: JsonSchema): JsonSchema | null {
  const reference = schema['$ref'];
  if (typeof reference !== 'string' || !reference.startsWith('#')) return null;
  let target: unknown = root;
  for (const part of reference.slice(1).split('/').slice(1)) {
    target = isSchema(target) ? target[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }
  return isSchema(target) ? target : null;
}

/** All schemas that apply to the same value: references followed, alternatives flattened. */
export function applicableSchemas(schema: unknown, root: JsonSchema): readonly JsonSchema[] {
  const found = new Set<JsonSchema>();
  const visit = (candidate: unknown): void => {
    if (!isSchema(candidate) || found.has(candidate)) return;
    found.add(candidate);
    visit(follow(candidate, root));
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      const alternatives = candidate[keyword];
      if (Array.isArray(alternatives)) alternatives.forEach(visit);
    }
  };
  visit(schema);
  return [...found];
}

/** All schemas that apply to a member of a value to which these apply. */
export function memberSchemas(
  schemas: readonly JsonSchema[],
  key: string | number,
  root: JsonSchema,
): readonly JsonSchema[] {
  return schemas.flatMap((schema) => {
    if (typeof key === 'number') {
      const prefix = schema['prefixItems'];
      const item = Array.isArray(prefix) && key < prefix.length ? prefix[key] : schema['items'];
      return applicableSchemas(item, root);
    }
    const properties = schema['properties'];
    const own = isSchema(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
    return applicableSchemas(own ?? schema['additionalProperties'], root);
  });
}

export function isSecretSchema(schemas: readonly JsonSchema[]): boolean {
  return schemas.some((schema) => schema['writeOnly'] === true);
}

export function allowsType(schemas: readonly JsonSchema[], type: string): boolean {
  return schemas.some((schema) => {
    const stated = schema['type'];
    return Array.isArray(stated) ? stated.includes(type) : stated === type;
  });
}
