import type { Class, JsonSchema } from '../../plugin/define-plugin.js';
import {
  ConfigClassError,
  ConfigSchemaError,
  ConfigurationInvalidError,
  ConfigurationReferenceError,
} from '../errors/configuration-errors.js';
import { checkClass } from './check-class.js';
import { checkSchema } from './check-schema.js';
import { closeSchema } from './close-schema.js';
import type { ConfigurationProblem } from './configuration-problem.js';
import { type Environment, expandEnvironment } from './expand-environment.js';
import { schemaOfClass } from './schema-of-class.js';
import { schemaOfStatement } from './schema-of-statement.js';

export interface ConfigurationSource {
  /** As written, references to the environment included. `undefined` and `null`: nothing was written. */
  readonly raw: unknown;
  readonly environment: Environment;
  /** For errors. */
  readonly plugin: string;
}

export interface ReadConfiguration<Config> {
  readonly value: Config;
  readonly secrets: readonly string[];
}

/**
 * Checks a configuration without running code of the plugin, by the schema that its build wrote.
 * @throws ConfigurationReferenceError, ConfigurationInvalidError, ConfigSchemaError
 */
export function readBySchema(source: ConfigurationSource, schema: JsonSchema): ReadConfiguration<unknown> {
  const closed = closeSchema(schema);
  const expansion = expandEnvironment(source.raw ?? {}, source.environment, { schema: closed });
  if (expansion.problems.length > 0) throw new ConfigurationReferenceError(source.plugin, expansion.problems);
  let checked: ReturnType<typeof checkSchema>;
  try {
    checked = checkSchema(closed, expansion.value);
  } catch (error) {
    throw new ConfigSchemaError(source.plugin, error);
  }
  if (checked.problems.length > 0) throw new ConfigurationInvalidError(source.plugin, checked.problems);
  return { value: checked.value, secrets: expansion.secrets };
}

/**
 * Checks a configuration the way the plugin states it: by a class and the schema made from it, by a schema, or as empty.
 * @throws ConfigurationReferenceError, ConfigurationInvalidError, ConfigSchemaError, ConfigClassError
 */
export async function readConfiguration<Config>(
  source: ConfigurationSource,
  stated: Class<Config & object> | JsonSchema | undefined,
): Promise<ReadConfiguration<Config>> {
  if (typeof stated !== 'function') {
    return readBySchema(source, schemaOfStatement(stated)) as ReadConfiguration<Config>;
  }
  const type = stated as Class<Config & object>;
  const schema = schemaOfClass(type);
  const {
    value: plain,
    secrets,
    problems: references,
  } = expandEnvironment(source.raw ?? {}, source.environment, { schema });
  if (references.length > 0) throw new ConfigurationReferenceError(source.plugin, references);
  const found = checkSchema(schema, plain).problems;
  // Only the class has words for what a pattern means.
  const patterns = found.filter(({ message }) => message.startsWith('must match pattern'));
  const shapes = found.filter((problem) => !patterns.includes(problem));
  const byClass = await runValidators(type, schema, plain, shapes);
  const unsaid = patterns.filter(({ path }) => !byClass.problems.some((problem) => problem.path === path));
  const problems = [...shapes, ...unsaid, ...byClass.problems];
  if (problems.length > 0 || byClass.value === null) throw new ConfigurationInvalidError(source.plugin, problems);
  return { value: byClass.value, secrets };
}

function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}

async function runValidators<Config>(
  type: Class<Config & object>,
  schema: JsonSchema,
  plain: unknown,
  bySchema: readonly ConfigurationProblem[],
): Promise<{ readonly value: (Config & object) | null; readonly problems: readonly ConfigurationProblem[] }> {
  try {
    const checked = await checkClass<Config & object>(type, schema, plain);
    // Inside what has the wrong shape the validators speak of members that nobody wrote.
    const problems = checked.problems.filter(({ path }) => !bySchema.some((known) => isWithin(path, known.path)));
    return { value: checked.value, problems };
  } catch (error) {
    // A `@Transform` or a validator of the author's own can stumble over a shape that the schema has refused already.
    if (bySchema.length > 0) return { value: null, problems: [] };
    throw new ConfigClassError(
      type.name,
      `it threw ${error instanceof Error ? error.constructor.name : 'something'} while it read a valid shape`,
      'Mend its initialisers, @Transform functions and validators.',
    );
  }
}
