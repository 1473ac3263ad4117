import type { JsonSchema } from '../../plugin/define-plugin.js';
import { type ConfigurationProblem, memberPath } from './configuration-problem.js';
import { allowsType, applicableSchemas, isSecretSchema, memberSchemas } from './json-schema-walk.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Expansion {
  readonly value: unknown;
  /** Variables that are missing, and secrets that were written down. Names and paths, never values. */
  readonly problems: readonly ConfigurationProblem[];
  /** Values of the secrets, so that the host can keep them out of messages. */
  readonly secrets: readonly string[];
}

const reference = /\$(\$)?\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;
const onlyReference = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-[^}]*)?\}$/;
const secretReference = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;

/**
 * Reads `${NAME}` and `${NAME:-default}` from the environment in every text of a configuration; `$${NAME}` stands for itself.
 * The default also takes the place of a variable that is set and empty. Where the schema wants a number or a boolean
 * and the whole value is one reference, its text is read as one. A secret (`writeOnly: true`) accepts only `${NAME}`.
 * @param path of `raw`, for the problems
 */
export function expandEnvironment(
  raw: unknown,
  environment: Environment,
  options: { readonly schema?: JsonSchema | undefined; readonly path?: string } = {},
): Expansion {
  const problems: ConfigurationProblem[] = [];
  const secrets: string[] = [];
  const root = options.schema ?? {};

  function secret(text: unknown, path: string): unknown {
    const name = typeof text === 'string' ? secretReference.exec(text)?.[1] : undefined;
    if (name === undefined) {
      problems.push({ path, message: `is a secret and accepts only a reference to the environment, such as \${NAME}` });
      return undefined;
    }
    const value = environment[name];
    if (value === undefined || value === '') {
      problems.push({ path, message: `names the environment variable ${name}, which is not set` });
      return undefined;
    }
    secrets.push(value);
    return value;
  }

  function text(value: string, path: string, schemas: readonly JsonSchema[]): unknown {
    const expanded = value.replace(reference, (whole, escaped: string | undefined, name: string, fallback?: string) => {
      if (escaped !== undefined) return whole.slice(1);
      const found = environment[name];
      if (found !== undefined && (found !== '' || fallback === undefined)) return found;
      if (fallback !== undefined) return fallback;
      problems.push({ path, message: `names the environment variable ${name}, which is not set` });
      return '';
    });
    return onlyReference.test(value) ? asSchemaType(expanded, schemas) : expanded;
  }

  function visit(value: unknown, path: string, schemas: readonly JsonSchema[]): unknown {
    if (value !== null && value !== undefined && isSecretSchema(schemas)) return secret(value, path);
    if (typeof value === 'string') return text(value, path, schemas);
    if (Array.isArray(value)) {
      return value.map((item, index) => visit(item, memberPath(path, index), memberSchemas(schemas, index, root)));
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        return [key, visit(member, memberPath(path, key), memberSchemas(schemas, key, root))];
      }),
    );
  }

  const value = visit(raw, options.path ?? 'config', applicableSchemas(root, root));
  return { value, problems, secrets };
}

/** A variable is always text; a configuration is typed. What cannot be read stays text, and the check names it. */
function asSchemaType(text: string, schemas: readonly JsonSchema[]): unknown {
  if (allowsType(schemas, 'string')) return text;
  if (allowsType(schemas, 'boolean') && (text === 'true' || text === 'false')) return text === 'true';
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  if (isNumber && (allowsType(schemas, 'number') || allowsType(schemas, 'integer'))) return Number(text);
  return text;
}
