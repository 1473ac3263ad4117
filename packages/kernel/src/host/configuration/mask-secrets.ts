import type { JsonSchema } from '../../plugin/define-plugin.js';
import { memberPath } from './configuration-problem.js';
import { applicableSchemas, isSecretSchema, memberSchemas } from './json-schema-walk.js';

/** What stands in the place of a secret that was written out. */
export const maskedSecret = '***';

const reference = /^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/;
/** Where no schema says what is secret, names have to: rather one value too many is hidden. */
const secretName = /secret|token|passw|passphrase|private|credential|api_?key|auth/i;

/**
 * A configuration as it may be shown: references to the environment stay as they are, secrets that somebody wrote out do not.
 * @param schema `null`: not known, as of a plugin that was never built
 */
export function maskSecrets(value: unknown, schema: JsonSchema | null): unknown {
  const root = schema ?? {};

  function visit(member: unknown, name: string, schemas: readonly JsonSchema[]): unknown {
    if (typeof member === 'string' && reference.test(member)) return member;
    const isSecret = isSecretSchema(schemas) || (schemas.length === 0 && secretName.test(name));
    if (isSecret && member !== null && member !== undefined) return maskedSecret;
    if (Array.isArray(member)) {
      return member.map((item, index) => visit(item, name, memberSchemas(schemas, index, root)));
    }
    if (typeof member !== 'object' || member === null) return member;
    return Object.fromEntries(
      Object.entries(member).map(([key, one]) => [key, visit(one, key, memberSchemas(schemas, key, root))]),
    );
  }

  return visit(value, '', schema === null ? [] : applicableSchemas(root, root));
}

/** Paths of the secrets, by the schema, that are written out instead of referring to the environment. */
export function writtenSecrets(value: unknown, schema: JsonSchema): readonly string[] {
  const found: string[] = [];
  function visit(member: unknown, path: string, schemas: readonly JsonSchema[]): void {
    if (member === null || member === undefined) return;
    if (isSecretSchema(schemas)) {
      if (typeof member !== 'string' || !reference.test(member)) found.push(path);
    } else if (typeof member === 'object') {
      for (const [key, one] of Object.entries(member)) {
        const name = Array.isArray(member) ? Number(key) : key;
        visit(one, memberPath(path, name), memberSchemas(schemas, name, schema));
      }
    }
  }
  visit(value, 'config', applicableSchemas(schema, schema));
  return found;
}
