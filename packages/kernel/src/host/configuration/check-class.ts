import { plainToInstance } from 'class-transformer';
import { type ValidationError, validate } from 'class-validator';
import type { Class, JsonSchema } from '../../plugin/define-plugin.js';
import { suggestName } from '../nearest-name.js';
import { type ConfigurationProblem, kindOfValue, memberPath } from './configuration-problem.js';
import { applicableSchemas, isSecretSchema, memberSchemas } from './json-schema-walk.js';

/**
 * Makes the configuration an instance of its class and runs the class's validators, which may be asynchronous.
 * Alone it misses missing and empty nested objects; the schema of the class, checked before, does not.
 */
export async function checkClass<Config extends object>(
  type: Class<Config>,
  schema: JsonSchema,
  config: unknown,
  path = 'config',
): Promise<{ readonly value: Config; readonly problems: readonly ConfigurationProblem[] }> {
  const value = plainToInstance(type, config) as Config;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { value, problems: [{ path, message: `must be an object, and is ${kindOfValue(value)}` }] };
  }
  const errors = await validate(value, {
    whitelist: true,
    forbidNonWhitelisted: true,
    // A class without any validators has no metadata and would be unknown; the whitelist then still refuses every key.
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  return {
    value,
    problems: errors.flatMap((error) => problemsOf(error, path, applicableSchemas(schema, schema), schema)),
  };
}

function problemsOf(
  error: ValidationError,
  parent: string,
  schemas: readonly JsonSchema[],
  root: JsonSchema,
): ConfigurationProblem[] {
  const key = /^\d+$/.test(error.property) ? Number(error.property) : error.property;
  const path = memberPath(parent, key);
  const members = memberSchemas(schemas, key, root);
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]): ConfigurationProblem => {
    if (constraint === 'whitelistValidation') {
      const known = schemas.flatMap((schema) => Object.keys((schema['properties'] as object | undefined) ?? {}));
      return { path, message: `is not known. ${suggestName(error.property, known)}` };
    }
    // A validator's own message can repeat the value.
    if (isSecretSchema(members)) return { path, message: `is not valid (${constraint})` };
    const prefix = `${error.property} `;
    return { path, message: message.startsWith(prefix) ? message.slice(prefix.length) : message };
  });
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, path, members, root))];
}
