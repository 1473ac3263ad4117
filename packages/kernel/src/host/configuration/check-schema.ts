import { Ajv2020, type DefinedError, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from '../../plugin/define-plugin.js';
import { suggestName } from '../nearest-name.js';
import { type ConfigurationProblem, kindOfValue, memberPath } from './configuration-problem.js';
import { classSourceKeyword } from './schema-of-class.js';

const kinds: Record<string, string> = {
  object: 'an object',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'empty',
};

/** Judges schemas only, so that the dialect itself is compiled once: that costs more than all the schemas of a house. */
const dialect = new Ajv2020({ strict: false, allErrors: true });

/**
 * Checks a configuration by its JSON Schema alone, so without running any code of the plugin. Fills in the schema's defaults.
 * @throws Error when the schema itself is not one
 */
export function checkSchema(
  schema: JsonSchema,
  config: unknown,
  path = 'config',
): { readonly value: unknown; readonly problems: readonly ConfigurationProblem[] } {
  const { $schema: _dialect, ...checked } = schema;
  dialect.validateSchema(checked, true);
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    useDefaults: true,
    unicodeRegExp: false,
    // A schema written from a class says formats more strictly than the class's own validators, which judge them exactly.
    validateFormats: schema[classSourceKeyword] !== 'class',
    // Done above.
    meta: false,
    validateSchema: false,
  });
  addFormats.default(ajv);
  const validate = ajv.compile(checked);
  const value = structuredClone(config);
  if (validate(value)) return { value, problems: [] };
  const problems = new Map<string, ConfigurationProblem>();
  for (const error of validate.errors ?? []) {
    const problem = problemOf(error as DefinedError & ErrorObject, path);
    if (!problems.has(problem.path)) problems.set(problem.path, problem);
  }
  return { value, problems: [...problems.values()] };
}

function pathOf(pointer: string, path: string): string {
  const parts = pointer.split('/').slice(1);
  return parts.reduce((parent, part) => {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    return memberPath(parent, /^\d+$/.test(key) ? Number(key) : key);
  }, path);
}

function problemOf(error: DefinedError & ErrorObject, root: string): ConfigurationProblem {
  const path = pathOf(error.instancePath, root);
  switch (error.keyword) {
    case 'required':
      return { path: memberPath(path, error.params.missingProperty), message: 'is missing' };
    case 'additionalProperties': {
      const key = error.params.additionalProperty;
      const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      return { path: memberPath(path, key), message: `is not known. ${suggestName(key, known)}` };
    }
    case 'type': {
      const wanted = [error.params.type].flat().map((type) => kinds[type] ?? type);
      return { path, message: `must be ${wanted.join(' or ')}, and is ${kindOfValue(error.data)}` };
    }
    case 'enum':
      return { path, message: `must be one of: ${error.params.allowedValues.join(', ')}` };
    case 'not':
      return { path, message: error.data === null ? 'is empty' : 'is not allowed' };
    default:
      return { path, message: error.message ?? 'is not valid' };
  }
}
