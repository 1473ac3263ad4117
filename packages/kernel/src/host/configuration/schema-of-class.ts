import { instanceToPlain } from 'class-transformer';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { Class, JsonSchema } from '../../plugin/define-plugin.js';
import { ConfigClassError } from '../errors/configuration-errors.js';
import { lenientConverters } from './lenient-converters.js';
import { type NestedProperty, nestedProperties } from './nested-properties.js';

/** Says in a schema that a class stands behind it and judges more exactly. */
export const classSourceKeyword = 'x-hailpoint-source';

type ConfigClass = Class<object>;
type PropertySchema = Record<string, unknown>;

/**
 * JSON Schema (2020-12) of a configuration class: every property with its type and default, and no others.
 * @throws ConfigClassError when the class is written so that it cannot be checked
 */
export function schemaOfClass(root: ConfigClass): JsonSchema {
  const known = made.get(root) ?? makeSchema(root);
  made.set(root, known);
  return known;
}

/** A class does not change, and making its schema takes milliseconds in which nothing else runs. */
const made = new WeakMap<ConfigClass, JsonSchema>();

function makeSchema(root: ConfigClass): JsonSchema {
  const classes = reachableClasses(root);
  const schemas = new Map(classes.map((type) => [type.name, objectSchema(type)]));
  const { [root.name]: own, ...others } = Object.fromEntries(schemas);
  const refersToItself = JSON.stringify([...schemas.values()]).includes(`"#/$defs/${root.name}"`);
  const $defs = refersToItself ? { ...others, [root.name]: own } : others;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    [classSourceKeyword]: 'class',
    ...own,
    ...(Object.keys($defs).length > 0 ? { $defs } : {}),
  };
}

/** The class and all that are nested in it. Definitions go by name, so two of one name would become one. */
function reachableClasses(root: ConfigClass): readonly ConfigClass[] {
  const found = new Map<string, ConfigClass>([[root.name, root]]);
  for (const type of found.values()) {
    for (const { child } of nestedProperties(type)) {
      const known = found.get(child.name);
      if (known !== undefined && known !== child) {
        throw new ConfigClassError(
          root.name,
          `two different classes in it are named ${child.name}`,
          'Rename one of them.',
        );
      }
      found.set(child.name, child);
    }
  }
  return [...found.values()];
}

function objectSchema(type: ConfigClass): JsonSchema {
  const generated = targetConstructorToSchema(type, {
    refPointerPrefix: '#/$defs/',
    additionalConverters: lenientConverters,
  }) as { properties?: Record<string, PropertySchema>; required?: string[] };
  const nested = new Map(nestedProperties(type).map((property) => [property.name, property]));
  const defaults = defaultsOf(type);
  const properties: Record<string, PropertySchema> = {};
  for (const [name, property] of Object.entries(generated.properties ?? {})) {
    properties[name] = withDefault(withType(type, name, property, nested.get(name)), defaults[name]);
  }
  const { required: stated = [], ...rest } = generated;
  const required = stated.filter((name) => defaults[name] === undefined);
  return {
    ...rest,
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

/** The generator knows a property by its validators only, and points a nested list at a class named Array. */
function withType(
  type: ConfigClass,
  name: string,
  schema: PropertySchema,
  nested: NestedProperty | undefined,
): PropertySchema {
  const { $ref, ...rest } = schema;
  if (nested !== undefined) {
    const child = { $ref: `#/$defs/${nested.child.name}` };
    return nested.isList ? { ...rest, type: 'array', items: child } : { ...rest, ...child };
  }
  if (Array.isArray(rest['enum'])) {
    const allText = rest['enum'].every((value) => typeof value === 'string');
    const { type: stated, ...enumeration } = rest;
    return allText ? { ...enumeration, type: stated } : enumeration;
  }
  if (rest['type'] !== undefined || rest['oneOf'] !== undefined || rest['anyOf'] !== undefined) return rest;
  const declared: unknown = Reflect.getMetadata('design:type', type.prototype, name);
  const types = new Map<unknown, string>([
    [String, 'string'],
    [Number, 'number'],
    [Boolean, 'boolean'],
    [Array, 'array'],
  ]);
  const known = types.get(declared);
  return known === undefined ? rest : { ...rest, type: known };
}

function withDefault(schema: PropertySchema, value: unknown): PropertySchema {
  // A secret has no default: it would be one that everybody can read.
  return value === undefined || schema['writeOnly'] === true ? schema : { ...schema, default: value };
}

/** What the class's own initialisers give. A class that cannot be made without arguments has no defaults to show. */
function defaultsOf(type: ConfigClass): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(instanceToPlain(new type()))) as Record<string, unknown>;
  } catch {
    return {};
  }
}
