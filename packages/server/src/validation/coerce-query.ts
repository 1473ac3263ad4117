import type { JsonSchemaNode } from './json-schema-node.js';

/** A query string holds only text: whole numbers and booleans are read where the schema has them. All else stays as it is. */
export function coerceQuery(schema: JsonSchemaNode, query: unknown): unknown {
  if (query === null || typeof query !== 'object') return query;
  const properties = schema.properties ?? {};
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const type = Object.hasOwn(properties, name) ? properties[name]!.type : undefined;
      if (type === 'integer' && typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return [name, Number(value)];
      if (type === 'boolean' && (value === 'true' || value === 'false')) return [name, value === 'true'];
      return [name, value];
    }),
  );
}
